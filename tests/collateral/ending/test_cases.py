"""Cases by their number, of what ends a release and who may change one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client as Browser

from clients.models import Contact
from collateral.models import Participant, Session
from practice.database.constraints import violated
from practice.models import User
from releases.models import Release
from tests.collateral.rule import stage
from tests.collateral.rule.rivals import rivals
from tests.collateral.rule.stage import meetings
from tests.refusals import refused_by, run
from tests.releases.proof.falsify import DOCUMENT, WORDS, falsify, signed_on_screen
from tests.said import errors_in


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", [False, True], ids=["whole", "in part"])
def test_case_17_a_revocation_and_a_booking_at_once_come_one_after_the_other(
    part: bool,
) -> None:
    revokes = stage.revokes_joint_sessions if part else stage.revokes
    orders = set()
    with rivals() as (one, other):
        for _, at, (booked, revoked) in meetings(one, other, stage.books, revokes):
            assert not isinstance(revoked, Exception)
            standing = Participant.objects.standing().filter(contact=at.ben)
            assert not standing.exists()
            new = Session.objects.filter(
                client=at.jordan, during__startswith=stage.on(30)
            )
            if isinstance(booked, IntegrityError):
                assert violated(booked) == "participant_release_in_force"
                assert not new.exists()
            else:
                assert [session.status for session in new] == ["held"]
            orders.add(new.exists())
    assert orders == {True, False}


@pytest.mark.usefixtures("unprinted")
def test_case_67_what_was_signed_is_not_edited_and_a_change_calls_for_a_void(
    client: Browser, ada: User, finn: User, ben: Contact
) -> None:
    release = signed_on_screen(ben, ada)
    with refused_by("document_is_final"):
        run(DOCUMENT.format(WORDS), release.pk)
    with refused_by("release_is_final"):
        Release.objects.update(expires_event="x")
    falsify(DOCUMENT.format(WORDS), release)
    client.force_login(ada)
    response = client.get(f"/releases/{release.pk}/")
    assert "was changed after it was signed" in errors_in(response)
    page = f"/releases/{release.pk}/voiding/"
    assert page in response.content.decode()
    client.post(page, {"reason": "Changed after it was signed."})
    client.force_login(finn)
    client.post(page, {"decision": "yes"})
    release.refresh_from_db()
    assert release.voided_at
