"""A session on hold is booked again, with whoever is covered."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from collateral.models import Status
from practice.models import User
from releases.models import Release
from tests.booked import book
from tests.collateral import acts as booking
from tests.collateral.ending.leaning import SOON, kinds, on_screen, statuses
from tests.refusals import refused_by
from tests.revoked import revoke
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_a_new_release_lets_a_held_session_be_booked_again(
    ada: User, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [ben], SOON) if sign(ben) else None
    revoke(Release.objects.get(), "asked", ada)
    session.refresh_from_db()
    on_screen(ben, ada)
    assert statuses() == ["held"]
    booking.reopen(session, [ben], [], ada)
    assert statuses() == ["scheduled"]
    assert kinds()[-1] == "reopened"


def test_a_held_session_is_booked_again_without_whoever_is_not_covered(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    revoke(release, "asked", ada)
    session.refresh_from_db()
    with refused_by("participant_release_in_force"):
        booking.reopen(session, [ben, maria], [], ada)
    for stay, leave in (([maria], []), ([ben], [maria, maria])):
        with pytest.raises(booking.SessionChanged):
            booking.reopen(session, stay, leave, ada)
    booking.reopen(session, [maria], [ben], ada)
    assert statuses() == ["scheduled"]
    assert list(session.participants.values_list("contact", flat=True)) == [maria.pk]
    assert kinds() == ["held", "revoked", "left", "reopened"]


def test_who_joined_a_held_session_meanwhile_is_not_left_out_unseen(
    adas: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben], SOON, status=Status.HELD)
    again = f"/sessions/{session.pk}/reopening/"
    page = adas.get(again).content.decode()
    assert f'name="shown" value="{ben.pk}"' in page
    booking.join(session, maria, ada)
    response = adas.post(again, {"contacts": [ben.pk], "shown": [ben.pk]}, follow=True)
    assert "Someone else changed this session just now." in response.content.decode()
    assert statuses() == ["held"]
    assert session.participants.count() == 2
    both = {"contacts": [ben.pk], "shown": [ben.pk, maria.pk]}
    assert adas.post(again, both).status_code == 302
    assert list(session.participants.values_list("contact", flat=True)) == [ben.pk]
