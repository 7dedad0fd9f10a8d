"""What ended a release is not taken back or moved unseen."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral.ending import authority, law
from practice.models import User
from practice.spans import start_of
from releases.models import Release
from tests.refusals import run, settle
from tests.releases.history.chains import triggers_off
from tests.releases.proof.falsify import (
    RELEASE,
    falsify,
    said,
    signed_on_screen,
)
from tests.signed import sign


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (
            "revoked_at = revoked_at + interval '1 second'",
            "its revocation is not as the history tells it",
        ),
        ("revoked_reason = 'x'", "its revocation is not as the history tells it"),
    ],
)
def test_a_revocation_changed_is_found(marias: Release, change: str, how: str) -> None:
    """Though what it repeats of the record of its revocation is changed there too."""
    falsify(RELEASE.format(change), marias)
    record = change.replace("revoked_at", "recorded_at").removeprefix("revoked_")
    with triggers_off():
        run(f"UPDATE releases_revocation SET {record}")
    assert said() == [f"Release {marias.pk} does not fit: {how}."]


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ("superseded_at = NULL, superseded_by_id = NULL", "was taken back"),
        (
            "superseded_at = superseded_at + interval '1 day'",
            "is not as the history tells it",
        ),
        ("superseded_by_id = NULL", "is not as the history tells it"),
    ],
)
def test_a_replacement_taken_back_or_changed_is_found(
    bens: Release, ada: User, change: str, how: str
) -> None:
    signed_on_screen(bens.contact, ada, days=200)
    assert said() == []
    settle()
    run("ALTER TABLE releases_release DROP CONSTRAINT release_one_in_force")
    with triggers_off():
        run(RELEASE.format(change), bens.pk)
    (found,) = said()
    assert f"Release {bens.pk} does not fit: its replacement {how}" in found


def test_a_replacement_replaced_again_sooner_fits(
    ben: Contact, ada: User, unprinted: None
) -> None:
    first = signed_on_screen(ben, ada, days=10)
    second = signed_on_screen(ben, ada, days=20)
    third = signed_on_screen(ben, ada, days=30)
    assert first.pk < second.pk < third.pk
    assert said() == []


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (
            "authority_ended_at = NULL, authority_ended_by_id = NULL,"
            " authority_ended_because = ''",
            "was taken back",
        ),
        (
            "authority_ended_at = authority_ended_at + interval '1 day'",
            "is not as the history tells it",
        ),
        ("authority_ended_because = 'moved'", "is not as the history tells it"),
    ],
)
def test_an_end_of_authority_taken_back_or_changed_is_found(
    teo: Client, rosa: Contact, ada: User, change: str, how: str
) -> None:
    release = sign(rosa, authority_ends_at=start_of(teo.comes_of_age_on))
    teo.emancipated = True
    authority.end(authority.foreseen(teo, ["emancipated"]), ada)
    assert said() == []
    falsify(RELEASE.format(change), release)
    assert said() == [
        f"Release {release.pk} does not fit: its end of the signer’s authority {how}."
    ]


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (
            "law_ended_at = NULL, law_ended_by_id = NULL, law_ended_because = ''",
            "was taken back",
        ),
        ("law_ended_because = 'term'", "is not as the history tells it"),
        ("law_ended_by_id = law_ended_by_id + 1", "is not as the history tells it"),
    ],
)
def test_an_end_by_law_taken_back_or_changed_is_found(
    jordan: Client, ben: Contact, ada: User, change: str, how: str
) -> None:
    release = sign(ben)
    moved = Client.objects.get(pk=jordan.pk)
    moved.state = "IL"
    law.end(law.of_client(jordan, moved), ada)
    assert said() == []
    falsify(RELEASE.format(change), release)
    assert said() == [f"Release {release.pk} does not fit: its end by law {how}."]
