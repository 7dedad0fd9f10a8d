"""Whoever is taken out of a session no longer counts in it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.formats import say_span
from practice.models import User
from tests.booked import book, typed
from tests.clock import DAY
from tests.collateral import acts as booking
from tests.collateral.ending.leaning import LATER, SOON, kinds, statuses
from tests.refusals import refused_by
from tests.revoked import revoke
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_whoever_is_taken_out_of_a_session_no_longer_needs_a_release(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    before = session.booked_at
    with pytest.raises(booking.SessionChanged):
        booking.reopen(session, [ben, maria], [], ada)
    with refused_by("session_has_participants"):
        booking.reopen(session, [], [ben, maria], ada)
    booking.reopen(session, [maria], [ben], ada)
    session.refresh_from_db()
    assert session.booked_at > before
    assert revoke(release, "asked", ada) == []
    assert statuses() == ["scheduled"]
    assert list(session.participants.values_list("contact", flat=True)) == [maria.pk]
    assert kinds() == ["left", "revoked"]


def test_the_page_of_a_session_takes_one_person_out(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    here = f"/sessions/{session.pk}/"
    assert "Take a person out" in adas.get(here).content.decode()
    sent = {"shown": [ben.pk, maria.pk]}
    for staying, words in (
        ([ben.pk, maria.pk], "This session is booked with all of them."),
        ([], "Tick at least one person who joins."),
    ):
        answer = adas.post(f"{here}reopening/", {**sent, "contacts": staying})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    left = adas.post(f"{here}reopening/", {**sent, "contacts": [ben.pk]}, follow=True)
    assert left.redirect_chain == [(here, 302)]
    page = left.content.decode()
    assert "Booked without Maria Reyes: " in page
    assert "no longer" not in page
    assert "Take a person out" not in page
    assert kinds() == ["left"]


def test_a_move_for_which_one_is_not_covered_goes_on_without_them(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, ends=SOON + DAY)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    here = f"/sessions/{session.pk}/"
    refused = adas.post(f"{here}move/", typed([], LATER))
    assert refused.status_code == 409
    out = f"{here}reopening/?leaving={ben.pk}"
    assert f'href="{out}">Take Ben Hart out</a>' in refused.content.decode()
    assert adas.get(out).context["form"].chosen == {maria.pk}
    staying = {"shown": [ben.pk, maria.pk], "contacts": [maria.pk]}
    again = adas.post(f"{here}reopening/", staying)
    assert again.url == f"{here}move/?kept=1"
    assert f'value="{LATER.date().isoformat()}"' in adas.get(again.url).content.decode()
    assert adas.post(again.url, typed([], LATER)).url == here
    assert kinds() == ["refused", "left", "moved"]


def test_cancelling_says_with_whom_when_and_that_the_time_is_free(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], SOON)
    here = f"/sessions/{session.pk}/cancellation/"
    snow = {"whose": "practice", "why": "hindered", "reason": "snow"}
    page = adas.post(here, snow, follow=True).content.decode()
    assert (
        f"Cancelled: the session with Ben Hart and Maria Reyes, "
        f"{say_span(session.during)}. Its time is free again."
    ) in page
