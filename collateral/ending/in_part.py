"""Revoking a part of what is signed: hold what leaned on it, then end those grants."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.ending import ripple
from collateral.ending.hold import end_early, hold, keep_still
from collateral.ending.late import took_place_by
from collateral.models import Session, SessionQuerySet, SessionTopic
from collateral.sessions.seats import record_act
from practice.models import User
from releases.models import Grant, Release, Revocation
from releases.proof import revocations


def granted(releases: Iterable[Release]) -> set[str]:
    """The codes of what ``releases`` still permit."""
    grants = Grant.objects.filter(release__in=[each.pk for each in releases])
    return set(grants.filter(ended_at=None).values_list("what", flat=True))


def end(
    releases: list[Release], revocation: Revocation, losing: Collection[int]
) -> list[Session]:
    """End the part of ``releases`` that ``revocation``, not saved yet, names; the
    sessions put on hold. Those with a key in ``losing`` lose the topic instead, for all
    who join. In the caller's transaction, which has locked all of them.
    """
    part = sorted(granted(releases).intersection(map(str, revocation.part)))
    if not part:
        return []
    actor = revocation.recorded_by
    held: list[Session] = []
    revocation.part = [*part]
    keep_still(ripple.of_parts(releases, part))
    for each in releases:
        heard = ripple.of_part_heard(each, part)
        take_out(part, heard.filter(pk__in=losing), actor)
        for losing_it in (ripple.of_part_joined, ripple.of_part_heard):
            end_early(losing_it(each, part), each, actor)
        held += hold(ripple.of_part_joined(each, part), each, actor)
        held += hold(ripple.of_part_heard(each, part), each, actor)
    revocation.recorded_at = timezone.now()
    revocation.save(force_insert=True)
    for each in releases:
        grants = each.grants.filter(what__in=part, ended_at=None)
        ended = sorted(set(grants.values_list("what", flat=True)))
        grants.update(ended_at=revocation.recorded_at, revocation=revocation)
        if ended:
            _record(each, revocation, ended)
    return held


def take_out(part: list[str], sessions: SessionQuerySet, actor: User) -> None:
    """Let nobody hear of ``part`` in ``sessions``, which go on."""
    for session in list(sessions.select_related("client").order_by("pk")):
        topics = SessionTopic.objects.filter(participant__session=session)
        topics.filter(topic__in=part).delete()
        record_act(EventKind.TOPICS_CHANGED, session, actor)


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
