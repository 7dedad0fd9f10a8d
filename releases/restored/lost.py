"""What was known before a backup was restored, and is not there now: kept, to be explained.

``manage.py restore`` names this module, as of a higher layer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from practice.models import User
from releases.models import LostRevocation, Release, Restoration, SealedRoot
from releases.restored.carried import put_back
from releases.restored.known import UNTIL, Known, Revoked, known
from releases.root import beside, leaves
from releases.root.outside import Told

__all__ = ["compare", "explain", "known"]

# Of each chain that does not go as far, or goes elsewhere, how much of it is gone.
EVENTS = """
    SELECT coalesce(sum(greatest(was.number - coalesce(now.number, 0), 1)), 0)
    FROM unnest(%s::bigint[], %s::integer[], %s::text[]) AS was (client, number, sha256)
    LEFT JOIN LATERAL (
        SELECT max(number) AS number FROM clients_consentevent
        WHERE client_id = was.client
    ) AS now ON true
    WHERE NOT EXISTS (
        SELECT FROM clients_consentevent WHERE client_id = was.client
            AND number = was.number AND sha256 = was.sha256
    )
"""


@transaction.atomic
def compare(before: Known | None) -> Restoration | None:
    """Keep what is lost of what was there ``before``, or else of the root that was kept
    beside the database; None if nothing is.
    """
    if before is None:
        return _by_root(beside.newest())
    put_back(before.earlier)
    events, revoked = _events(before.heads), _revoked(before.revoked)
    people = _people(before.gone)
    if not (events or revoked or people):
        return _by_root(beside.newest())
    found = Restoration.objects.create(
        until=_until(), known_until=before.until, events=events, people=people
    )
    LostRevocation.objects.bulk_create(
        LostRevocation(restoration=found, **_columns(each)) for each in revoked
    )
    return found


def _columns(revoked: Revoked) -> dict[str, Any]:
    columns = revoked._asdict()
    del columns["signed_at"]
    release, part = columns.pop("release"), list(columns.pop("part"))
    return {"release_id": release, "part": part, **columns}


def explain(found: Restoration, why: str, actor: User) -> bool:
    """Say why. Whoever says so first has said it."""
    unexplained = Restoration.objects.unexplained().filter(pk=found.pk)
    said = unexplained.update(why=why, explained_by=actor, explained_at=timezone.now())
    return bool(said)


def _by_root(told: Told | None) -> Restoration | None:
    """What a root tells: how many there were of each, but not which."""
    if told is None or told.body is None:
        return None
    if SealedRoot.objects.filter(number=told.number, sha256=told.sha256).exists():
        return None
    now, was = leaves.counted(told.body), told.body
    return Restoration.objects.create(
        until=_until(),
        known_until=parse_datetime(was["at"]),
        root=told.number,
        events=max(0, was["events"][0] - now["events"][0]),
        ended=max(0, was["ended"][0] - now["ended"][0]),
    )


def _until() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(UNTIL)
        until: datetime | None = cursor.fetchone()[0]
    return until


def _events(heads: list[tuple[int, int, str]]) -> int:
    columns = [list(each) for each in zip(*heads, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, columns)
        return int(cursor.fetchone()[0])


def _revoked(before: set[Revoked]) -> list[Revoked]:
    """Those that are gone while their release is there: another took no number of it."""
    gone = before - known().revoked
    there = Release.objects.filter(pk__in={each.release for each in gone})
    signed = set(there.values_list("pk", "signed_at"))
    found = [each for each in gone if (each.release, each.signed_at) in signed]
    return sorted(found, key=lambda each: (each.recorded_at, each.release))


def _people(gone: set[tuple[int, str]]) -> list[int]:
    there = User.objects.filter(pk__in=[pk for pk, _ in gone], is_active=True)
    return sorted(
        pk for pk, name in there.values_list("pk", "username") if (pk, name) in gone
    )
