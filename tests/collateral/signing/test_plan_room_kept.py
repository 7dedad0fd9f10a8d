"""What the database keeps of a plan that was read in the signing room."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client
from collateral.models import PlanReading, PlanVersion, Session
from practice.models import User
from releases.models import SigningSession
from releases.signing.room import key_hash_of
from tests.planned import approval_of, approve, stand, write_out
from tests.refusals import refused_by, run, words_of

pytestmark = pytest.mark.usefixtures("unprinted")


def room_of(client: Client, ada: User, **columns: Any) -> SigningSession:
    now = timezone.now()
    return SigningSession.objects.create(
        client=client,
        language="en",
        way="room",
        key_hash=key_hash_of(str(client.pk)),
        opened_by=ada,
        opened_at=now,
        last_seen=now,
        **columns,
    )


def test_a_room_for_no_paper_says_for_which_plan(jordan: Client, ada: User) -> None:
    with refused_by("signing_session_says_which_plan"):
        room_of(jordan, ada)


def test_a_plan_is_read_by_its_own_client(
    teo: Client, jordan: Client, ada: User, version: PlanVersion
) -> None:
    form = {"form_kind": "consent", "form_signer": "client-1"}
    with refused_by("reading_is_of_its_client"):
        PlanReading.objects.create(
            signing=room_of(teo, ada), version=version, who="client"
        )
    with refused_by("reading_is_of_its_client"):
        PlanReading.objects.create(
            signing=room_of(jordan, ada, **form), version=version, who="client"
        )
    wrong = PlanReading(version=version, who="?")
    assert words_of("reading_says_who", wrong) == "Say who reads the plan."
    with refused_by("reading_says_who"):
        wrong.signing = room_of(jordan, ada)
        wrong.save()
    signing = room_of(jordan, ada)
    PlanReading.objects.create(signing=signing, version=version, who="client")


def test_nothing_is_approved_on_a_screen_that_was_not_read_on_it(
    jordan: Client, ada: User, session: Session, version: PlanVersion
) -> None:
    rule = "approval_on_a_screen_was_read"
    with refused_by(rule):
        approve(version, how="tablet")
    signing = room_of(jordan, ada)
    reading = PlanReading.objects.create(
        signing=signing, version=version, who="consenter"
    )
    with refused_by(rule):
        approve(version, how="tablet", read_in=reading)
    told = approval_of(version, who="consenter", read_in=reading)
    said = "approval_that_was_told_was_not_read"
    assert words_of(said, told) == "Say that they read it on a screen."
    with refused_by(said):
        told.save()
    newer = write_out(session, goals=version.goals)
    with refused_by(rule):
        approve(newer, how="tablet", who="consenter", read_in=reading)
    reading = PlanReading.objects.get()
    with refused_by("reading_is_final"):
        PlanReading.objects.update(version=newer)
    with refused_by("reading_is_final"):
        reading.delete()
    with refused_by("reading_is_not_truncated"):
        run("TRUNCATE collateral_planreading CASCADE")


def test_nor_once_the_room_is_over(
    jordan: Client, ada: User, session: Session, version: PlanVersion
) -> None:
    signing = room_of(jordan, ada)
    reading = PlanReading.objects.create(signing=signing, version=version, who="client")
    SigningSession.objects.update(ended_at=timezone.now(), ended_how="idle")
    with refused_by("approval_on_a_screen_was_read"):
        approve(version, how="tablet", read_in=reading)


def test_before_it_is_over_it_is_approved(
    jordan: Client, ada: User, session: Session, version: PlanVersion
) -> None:
    signing = room_of(jordan, ada)
    reading = PlanReading.objects.create(signing=signing, version=version, who="client")
    approve(version, how="tablet", read_in=reading)
    stand(session)
