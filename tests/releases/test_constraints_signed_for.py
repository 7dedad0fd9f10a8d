"""Nobody joins in a way, or is told by someone, that was not ticked."""

from __future__ import annotations

from typing import Any

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import PRACTICE, SEVERAL, Format, Grant, Place, Release
from tests.bare import bare, said_for
from tests.clock import local
from tests.refusals import refusal_of, refused_by, words_of
from tests.signed import document_of, enter

MARCH, JUNE = local("2026-03-02"), local("2026-06-01")


def signed(contact: Contact, discloser: int = PRACTICE, **said: Any) -> Release:
    """A release that says what ``said_for`` does but for ``said``, and grants nothing."""
    release = bare(contact, signed_at=MARCH, effective_at=MARCH, expires_at=JUNE)
    release.discloser = discloser
    words = {**said_for(contact), **said}
    release.document = document_of(contact.client, words)
    return enter(release, grants=[])


def grant_of(release: Release, what: str, discloser: int | None = None) -> Grant:
    """Not saved."""
    return Grant(
        release=release,
        client=release.client,
        contact=release.contact,
        release_discloser=release.discloser,
        release_in_force=release.in_force,
        what=what,
        discloser=release.discloser if discloser is None else discloser,
    )


def ticked(*codes: str) -> dict[str, Any]:
    """Those formats and places alone."""
    return {
        "formats": [
            {"code": each.value, "label": each.label, "allowed": each in codes}
            for each in Format
        ],
        "places": [
            {"code": each.value, "label": each.label, "allowed": each in codes}
            for each in Place
        ],
    }


@pytest.mark.parametrize(
    ("what", "granted"),
    [
        pytest.param("joint", True, id="the format that is ticked"),
        pytest.param("collateral", False, id="the one that is not"),
        pytest.param("video", True, id="the place that is ticked"),
        pytest.param("phone", False, id="one that is not"),
    ],
)
def test_only_the_ways_that_are_ticked_are_granted(
    ben: Contact, what: str, granted: bool
) -> None:
    release = signed(ben, **ticked("joint", "video"))
    right = grant_of(release, what)
    assert words_of("grant_is_signed_for", right) == ""
    assert refusal_of(right.save) == ("" if granted else "grant_is_signed_for")


@pytest.mark.parametrize("what", [*Format.values, *Place.values, "attendance"])
def test_what_is_only_obtained_grants_nothing(ben: Contact, what: str) -> None:
    topics = [{"code": "attendance", "label": "Attendance", "allowed": True}]
    release = signed(ben, direction="obtain", topics=topics)
    with refused_by("grant_is_signed_for"):
        grant_of(release, what).save()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_what_was_signed_before_it_was_asked_grants_every_way(
    ben: Contact, version: int
) -> None:
    said = said_for(ben)
    said["discloser"] = {"clinician": None, "label": "The practice"}
    said["purpose"] = said["purposes"][0]
    said["signature"] = said["signatures"][0]
    if version == 1:
        said["discloser"] = "The practice"
    for name in ("formats", "places", "direction", "disclosers"):
        del said[name]
    release = bare(ben, signed_at=MARCH, effective_at=MARCH, expires_at=JUNE)
    release.document = document_of(ben.client, {**said, "version": version})
    enter(release)
    ways = {*Format.values, *Place.values}
    assert {grant.what for grant in release.grants.all()} == ways
    with refused_by("grant_is_signed_for"):
        grant_of(release, "sleep").save()


def test_each_of_several_may_tell_and_nobody_else(
    ben: Contact, ada: User, cleo: User, nora: User
) -> None:
    said = [{"clinician": pk, "label": str(pk)} for pk in (ada.pk, cleo.pk)]
    release = signed(ben, SEVERAL, disclosers=said)
    for who in (ada, cleo):
        grant_of(release, "joint", who.pk).save()
    for discloser in (PRACTICE, SEVERAL, nora.pk):
        with refused_by("grant_is_signed_for"):
            grant_of(release, "joint", discloser).save()


def test_several_is_nobody_who_tells(ben: Contact) -> None:
    release = signed(ben, SEVERAL)  # which says that any of the practice tells
    for discloser in (PRACTICE, SEVERAL):
        wrong = grant_of(release, "joint", discloser)
        assert words_of("grant_told_by_its_discloser", wrong) != ""
        with refused_by("grant_told_by_its_discloser"):
            wrong.save()
