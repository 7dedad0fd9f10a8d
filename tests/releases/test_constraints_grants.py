"""What a release permits is rows: each is the release's own, and final."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import PRACTICE, Format, Grant, Place, Release
from tests.bare import bare
from tests.clock import DAY, HOUR, MINUTE, local
from tests.refusals import refusal_of, refused_by, run, settle, words_of
from tests.revoked import parted
from tests.signed import document_of, enter, sign

MARCH, JUNE, AUGUST = local("2026-03-02"), local("2026-06-01"), local("2026-08-03")


@pytest.fixture
def release(ben: Contact) -> Release:
    """Signed for attendance and skills; of that, only joining is granted yet."""
    return sign(ben, MARCH, AUGUST, grants=[Format.JOINT])


def another(release: Release, **columns: object) -> Grant:
    """A grant of something that ``release`` does not permit yet, not saved."""
    mirrored = {
        "release": release,
        "client": release.client,
        "contact": release.contact,
        "release_discloser": release.discloser,
        "release_in_force": release.in_force,
        "what": "skills",
        "discloser": release.discloser,
    }
    return Grant(**{**mirrored, **columns})


def test_a_release_grants_each_way_and_topic_that_is_ticked(ben: Contact) -> None:
    release = sign(ben, MARCH, AUGUST)
    permitted = {*Format.values, *Place.values, "attendance", "skills"}
    assert {grant.what for grant in release.grants.all()} == permitted
    assert {grant.in_force for grant in release.grants.all()} == {release.in_force}


def test_a_grant_mirrors_its_release(
    release: Release, maria: Contact, lee: Contact
) -> None:
    right = another(release)
    assert words_of("grant_mirrors_release", right) == ""
    right.save()
    for column, value in (
        ("contact", maria),
        ("client", lee.client),
        ("release_in_force", (MARCH, AUGUST + DAY)),
    ):
        wrong = another(release, **{column: value, "what": "attendance"})
        assert words_of("grant_mirrors_release", wrong) == (
            "A grant must match its release."
        )
        with refused_by("grant_mirrors_release"):
            Grant.objects.bulk_create([wrong])


def test_a_grant_ends_with_its_release(release: Release) -> None:
    ended = timezone.now()
    assert ended < release.in_force.upper or release.in_force.upper < ended
    release = sign(release.contact, timezone.now() - HOUR, timezone.now() + DAY)
    now = timezone.now()
    Release.objects.filter(pk=release.pk).update(event_occurred_at=now)
    assert {grant.in_force.upper for grant in release.grants.all()} == {now}


def test_what_never_began_grants_nothing(ben: Contact) -> None:
    facts = {"revoked_at": MARCH, "revoked_by": ben.client.clinician}
    stillborn = sign(ben, JUNE, AUGUST, signed_at=MARCH, **facts)
    assert {grant.in_force for grant in stillborn.grants.all()} == {None}


def test_a_thing_is_granted_once_at_a_time(release: Release) -> None:
    twice = another(release, what=Format.JOINT)
    assert words_of("grant_one_in_force", twice) == "This is granted already then."
    with refused_by("grant_one_in_force"):
        twice.save()
    right = another(release)
    assert words_of("grant_one_in_force", right) == ""
    right.save()


def test_a_release_that_names_a_clinician_grants_to_no_other(
    ben: Contact, ada: User, cleo: User
) -> None:
    named = bare(ben, signed_at=MARCH, effective_at=MARCH, expires_at=JUNE)
    named.discloser = ada.pk
    enter(named, grants=[])
    for discloser in (PRACTICE, cleo.pk):
        wrong = another(named, what=Format.JOINT, discloser=discloser)
        assert words_of("grant_told_by_its_discloser", wrong) == (
            "The release names another clinician."
        )
        with refused_by("grant_told_by_its_discloser"):
            wrong.save()


def test_a_release_to_the_practice_may_grant_by_name(
    release: Release, cleo: User
) -> None:
    right = another(release, what=Format.JOINT, discloser=cleo.pk)
    assert words_of("grant_told_by_its_discloser", right) == ""
    right.save()


@pytest.mark.parametrize(
    ("what", "initials", "granted"),
    [
        pytest.param("skills", "", True, id="ticked"),
        pytest.param("sleep", "", False, id="not ticked"),
        pytest.param("hiv", "JR", True, id="sensitive, ticked and initialed"),
        pytest.param("hiv", " ", False, id="sensitive, ticked and not initialed"),
        pytest.param("genetic", "JR", False, id="sensitive, initialed and not ticked"),
    ],
)
def test_nothing_is_granted_but_what_was_signed_for(
    ben: Contact, what: str, initials: str, granted: bool
) -> None:
    document = sign(ben, MARCH, JUNE).document
    words = deepcopy(document.content)
    for topic in words["sensitive"]:
        topic["allowed"] = topic["code"] == "hiv"
        topic["initials"] = initials
    release = bare(ben, signed_at=JUNE, effective_at=JUNE, expires_at=AUGUST)
    release.document = document_of(ben.client, words)
    right = another(enter(release, grants=[]), what=what)
    assert words_of("grant_is_signed_for", right) == ""
    assert refusal_of(right.save) == ("" if granted else "grant_is_signed_for")


@pytest.mark.parametrize(
    "change",
    ["what = 'skills'", "discloser = 7", "release_id = release_id + 1", "id = id + 1"],
)
def test_a_grant_is_final(release: Release, change: str) -> None:
    with refused_by("grant_is_final"):
        run(f"UPDATE releases_grant SET {change}")
    with refused_by("grant_is_final"):
        run("DELETE FROM releases_grant")
    with refused_by("grant_is_final"):
        run("TRUNCATE releases_grant CASCADE")


def revoked_in_part(ben: Contact, at: datetime) -> dict[str, Any]:
    return parted(ben, ben.client.clinician, ["skills"], at)


def test_a_grant_is_revoked_by_itself_now_and_once(ben: Contact) -> None:
    release = sign(ben)
    sleep = release.grants.get(what="skills")
    for wrong in (timezone.now() - 2 * MINUTE, timezone.now() + 2 * MINUTE):
        ended = revoked_in_part(ben, wrong)
        with refused_by("grant_ends_as_it_happens"):
            Grant.objects.filter(pk=sleep.pk).update(**ended)
    ended = revoked_in_part(ben, timezone.now())
    assert Grant.objects.filter(pk=sleep.pk).update(**ended) == 1
    sleep.refresh_from_db()
    assert sleep.in_force.upper == ended["ended_at"]
    later = revoked_in_part(ben, timezone.now())
    for other in ({"ended_at": None, "revocation": None}, later):
        with refused_by("grant_is_final"):
            Grant.objects.filter(pk=sleep.pk).update(**other)
    assert release.grants.get(what="joint").in_force == release.in_force


def test_a_release_is_referred_to_with_what_grants_mirror(release: Release) -> None:
    assert words_of("release_mirrored", release) == ""
    settle()
    run("ALTER TABLE releases_release DROP CONSTRAINT releases_release_pkey CASCADE")
    for name in ("release_one_in_force", "releases_release_document_id_key"):
        run(f"ALTER TABLE releases_release DROP CONSTRAINT {name} CASCADE")
    columns = (
        "id, client_id, contact_id, document_id, discloser, signed_at, effective_at, "
        "expires_at, expires_event, revoked_reason"
    )
    with refused_by("release_mirrored"):
        run(
            f"INSERT INTO releases_release ({columns}) OVERRIDING SYSTEM VALUE "
            f"SELECT {columns} FROM releases_release"
        )


def test_nobody_takes_back_what_was_granted_by_making_it_null(ben: Contact) -> None:
    """The key asks nothing of a null, and a seat may lean on none of these yet."""
    sign(ben)
    with refused_by("grant_mirrors_release"):
        run("UPDATE releases_grant SET release_in_force = NULL")
    Release.objects.update(voided_at=timezone.now())
    with refused_by("grant_mirrors_release"):
        run("UPDATE releases_grant SET release_in_force = NULL")


def test_nothing_is_granted_at_no_time_under_a_release_in_force(
    release: Release,
) -> None:
    with refused_by("grant_mirrors_release"):
        another(release, release_in_force=None).save()


def test_what_never_comes_to_be_in_force_takes_its_grants_along(ben: Contact) -> None:
    now = timezone.now()
    planned = sign(ben, now + DAY, signed_at=now)
    assert {grant.in_force is None for grant in planned.grants.all()} == {False}
    Release.objects.update(voided_at=now)
    assert {grant.in_force for grant in planned.grants.all()} == {None}
    assert run("UPDATE releases_grant SET release_in_force = NULL") > 0
