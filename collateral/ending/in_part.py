"""Revoking a part of what is signed: hold what leaned on it, then end those grants."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.ending import ripple
from collateral.ending.hold import hold, keep_still
from collateral.ending.late import took_place_by
from collateral.models import Session
from releases.models import Grant, Release, Revocation
from releases.proof import revocations


def granted(releases: Iterable[Release]) -> set[str]:
    """The codes of what ``releases`` still permit."""
    grants = Grant.objects.filter(release__in=[each.pk for each in releases])
    return set(grants.filter(ended_at=None).values_list("what", flat=True))


def end(releases: list[Release], revocation: Revocation) -> list[Session]:
    """End the part of ``releases`` that ``revocation``, not saved yet, names; the
    sessions put on hold. In the caller's transaction, which has locked all of them.
    """
    part = sorted(granted(releases).intersection(map(str, revocation.part)))
    if not part:
        return []
    actor = revocation.recorded_by
    held: list[Session] = []
    revocation.part = [*part]
    keep_still(ripple.of_parts(releases, part))
    for each in releases:
        held += hold(ripple.of_part(each, part), each, actor)
    revocation.recorded_at = timezone.now()
    revocation.save(force_insert=True)
    for each in releases:
        grants = each.grants.filter(what__in=part, ended_at=None)
        ended = sorted(set(grants.values_list("what", flat=True)))
        grants.update(ended_at=revocation.recorded_at, revocation=revocation)
        if ended:
            _record(each, revocation, ended)
    return held


def _record(release: Release, revocation: Revocation, ended: list[str]) -> None:
    record(
        EventKind.REVOKED_IN_PART,
        release.client,
        revocation.recorded_by,
        contact=release.contact,
        release_id=release.pk,
        reason=revocation.reason,
        names=revocations.named(revocation),
        **revocations.held(revocation),
        revoked_at=revocation.recorded_at.isoformat(),
        ended=ended,
        remains=sorted(granted([release])),
        took_place=list(
            took_place_by(release, revocation).values_list("pk", flat=True)
        ),
    )
