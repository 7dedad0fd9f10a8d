"""What the database keeps of a revocation in part, whatever path is taken to it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.models import Format, Grant, Release
from tests.booked import book
from tests.clock import DAY, HOUR, afternoon
from tests.refusals import refused_by, run
from tests.revoked import facts_of, parted, revocation_of
from tests.signed import sign

END = "UPDATE releases_grant SET ended_at = %s, revocation_id = %s WHERE what = %s"


@pytest.fixture
def release(ben: Contact) -> Release:
    return sign(ben)


def test_raw_sql_ends_no_grant_that_nobody_revoked(release: Release) -> None:
    with refused_by("grant_ended_by_its_revocation"):
        run(END, timezone.now(), None, "skills")


def test_nor_one_that_was_not_named(release: Release, ben: Contact, ada: User) -> None:
    ended = parted(ben, ada, ["attendance"])
    at, by = ended["ended_at"], ended["revocation"].pk
    with refused_by("grant_ended_by_its_revocation"):
        run(END, at, by, "skills")
    assert run(END, at, by, "attendance") == 1


def test_nor_at_another_instant(release: Release, ben: Contact, ada: User) -> None:
    by = parted(ben, ada, ["skills"])["revocation"].pk
    with refused_by("grant_ended_by_its_revocation"):
        run(END, timezone.now(), by, "skills")


def test_nor_by_what_was_said_of_another_contact(
    release: Release, maria: Contact, ada: User
) -> None:
    ended = parted(maria, ada, ["skills"])
    with refused_by("grant_ended_by_its_revocation"):
        run(END, ended["ended_at"], ended["revocation"].pk, "skills")


@pytest.mark.parametrize("said", ["received", "signed"])
def test_nor_before_it_was_signed(ben: Contact, ada: User, said: str) -> None:
    sign(ben, timezone.now() - HOUR)
    early = timezone.now() - 2 * DAY
    columns = (
        {"received_at": early}
        if said == "received"
        else {"manner": "written", "signed_on": early.date()}
    )
    revocation = revocation_of(ben, ada, part=["skills"], **columns)
    revocation.save()
    with refused_by("grant_ended_by_its_revocation"):
        run(END, revocation.recorded_at, revocation.pk, "skills")


def test_what_was_revoked_in_part_revokes_no_release(
    release: Release, ben: Contact, ada: User
) -> None:
    revocation = revocation_of(ben, ada, part=["skills"])
    revocation.save()
    with refused_by("release_revoked_whole"):
        Release.objects.update(**facts_of(revocation))
    whole = revocation_of(ben, ada)
    whole.save()
    assert Release.objects.update(**facts_of(whole)) == 1


def test_raw_sql_takes_back_no_end_of_a_grant(
    release: Release, ben: Contact, ada: User
) -> None:
    Grant.objects.filter(what="skills").update(**parted(ben, ada, ["skills"]))
    with refused_by("grant_is_final"):
        run(END, None, None, "skills")
    another = parted(ben, ada, ["skills"])
    with refused_by("grant_is_final"):
        run(END, another["ended_at"], another["revocation"].pk, "skills")


def test_raw_sql_ends_none_under_a_session_that_stands(
    release: Release, jordan: Client, ben: Contact, ada: User
) -> None:
    book(jordan, [ben], afternoon())
    ended = parted(ben, ada, list(Format))
    at, by = ended["ended_at"], ended["revocation"].pk
    with refused_by("participant_release_in_force"):
        run(END, at, by, "joint")
    assert run(END, at, by, "collateral") == 1
