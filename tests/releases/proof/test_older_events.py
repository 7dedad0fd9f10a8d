"""Releases signed before their events held the hash of the PDF, or any instant."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import ConsentEvent, Contact, EventKind
from practice.models import User
from releases.models import Release
from releases.proof.verification import verify_releases
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.proof.falsify import RELEASE, falsify, said, signed_on_screen
from tests.revoked import revoke
from tests.signed import draft_for

# What events held before.
OLD = {
    EventKind.SIGNED: ["content", "draft"],
    EventKind.REVOKED: [],
    EventKind.SUPERSEDED: ["by"],
}
# And what nobody wrote down of a revocation.
UNSTATED = """
    UPDATE releases_revocation SET manner = 'unstated', capacity = '', revoker = '',
        received_at = recorded_at
"""


@pytest.fixture
def olds(ben: Contact, ada: User, unprinted: None) -> Release:
    """Ben's release, replaced by one that is revoked, as it was told before."""
    release = signed_on_screen(ben, ada)
    renewal = signed_on_screen(ben, ada, days=200)
    revoke(renewal, "He asked for it.", ada)
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(UNSTATED)
        cursor.execute("UPDATE clients_consentevent SET names = names - 'revoker'")
        for kind, kept in OLD.items():
            cursor.execute(
                "UPDATE clients_consentevent SET detail = coalesce((SELECT"
                " jsonb_object_agg(key, value) FROM jsonb_each(detail)"
                " WHERE key = ANY(%s)), '{}') WHERE kind = %s",
                [kept, kind],
            )
    return release


def test_what_an_event_never_held_is_said_and_no_fault(olds: Release) -> None:
    verdict = verify_releases()
    assert (verdict.releases, verdict.not_held) == (2, 2)
    assert not verdict.misfits
    assert (
        "The PDF’s hash is not held by the events of 2 releases, signed before events "
        "held it."
    ) in str(verdict)


def test_beside_newer_ones_they_still_fit(
    olds: Release, maria: Contact, ada: User
) -> None:
    signed_on_screen(maria, ada)
    verdict = verify_releases()
    assert (verdict.releases, verdict.not_held, verdict.misfits) == (3, 2, ())


def test_an_event_without_it_after_one_with_it_is_found(
    olds: Release, maria: Contact, ada: User
) -> None:
    newer = signed_on_screen(maria, ada)
    with triggers_off():
        run(
            "UPDATE clients_consentevent SET id = id + 1000 WHERE kind = 'signed'"
            " AND release_id = %s",
            olds.pk,
        )
    assert newer.pk != olds.pk
    assert said() == [
        f"Release {olds.pk} does not fit: the event of its signing holds no hash of its "
        "PDF."
    ]


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (
            "expires_at = expires_at + interval '2 days'",
            "its last day is not what was signed",
        ),
        ("revoked_at = revoked_at + interval '1 hour'", "its revocation is not as"),
    ],
)
def test_what_older_events_do_hold_is_compared(
    olds: Release, change: str, how: str
) -> None:
    revoked = Release.objects.exclude(revoked_at=None).get()
    falsify(RELEASE.format(change), revoked)
    (found,) = said()
    assert found.startswith(f"Release {revoked.pk} does not fit: {how}")


def test_an_act_on_an_older_release_is_told_as_today(olds: Release, ada: User) -> None:
    renewal = Release.objects.exclude(pk=olds.pk).get()
    assert ConsentEvent.objects.filter(release_id=renewal.pk).exists()
    draft_for(olds.contact, ada)
    third = signed_on_screen(olds.contact, ada, days=300)
    revoke(third, "Once more.", ada)
    assert said() == []


@pytest.mark.parametrize(
    "change",
    [
        "manner = 'spoken', capacity = 'client', revoker = 'Jordan Reyes'",
        "received_at = received_at - interval '1 day'",
        "witness = 'Ida Lind'",
    ],
)
def test_who_revoked_is_not_made_up_for_them(olds: Release, change: str) -> None:
    """Nobody wrote it down then."""
    with triggers_off():
        run(f"UPDATE releases_revocation SET {change}")
    (found,) = said()
    assert "the record of its revocation is not what the history tells" in found
