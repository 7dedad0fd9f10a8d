"""Ending a release: hold the sessions that leaned on it, then end it, in one step.

The database refuses whoever forgets the first half. A revocation is never dated back:
for the rule it takes effect when it is recorded, whenever it was received.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from django.utils import timezone

from clients.law.revoking import still_wanted
from clients.law.rules import rules_for
from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.ending import in_part, ripple
from collateral.ending.hold import end_early, hold, keep_still
from collateral.ending.late import took_place_on
from collateral.models import Session
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User
from releases.models import Manner, Release, Revocation
from releases.proof import facts, revocations


@retried
def revoke(
    releases: Iterable[Release], revocation: Revocation, *, losing: Collection[int] = ()
) -> list[Session]:
    """Revoke ``releases``, all for one contact, by ``revocation``, which is not saved
    yet, whole or in its ``part``; the sessions put on hold. What is revoked already is
    left as it is. Sessions with a key in ``losing`` go on without a topic that is.
    """
    lock([revocation.contact])
    found = list(
        Release.objects.of(revocation.contact)
        .select_for_update(of=("self",))
        .select_related("client", "contact")
        .filter(pk__in=[release.pk for release in releases], revoked_at=None)
        .order_by("in_force", "pk")
    )
    if not found:
        return []
    revocation.wants = still_wanted(
        rules_for(found[0].client, timezone.localdate(), video=True).witness_revoke,
        written=revocation.manner == Manner.WRITTEN,
        witnessed=bool(revocation.witness.strip()),
    )
    if revocation.part:
        return in_part.end(found, revocation, losing)
    held = _hold_all(found, revocation.recorded_by)
    revocation.recorded_at = timezone.now()
    revocation.save(force_insert=True)
    for release in found:
        release.revocation, release.revoked_at = revocation, revocation.recorded_at
        release.revoked_by = revocation.recorded_by
        release.revoked_reason = revocation.reason
        release.save(
            update_fields=["revocation", "revoked_at", "revoked_by", "revoked_reason"]
        )
    _record_revoked(found, revocation)
    return held


def _hold_all(releases: list[Release], actor: User) -> list[Session]:
    """Hold what leans on any of ``releases``, before any of them ends."""
    keep_still(ripple.of_ending_all(releases))
    for each in releases:
        end_early(ripple.of_ending(each), each, actor)
    held = [hold(ripple.of_ending(each), each, actor) for each in releases]
    return sorted(chain.from_iterable(held), key=lambda session: session.during.lower)


def _record_revoked(releases: list[Release], revocation: Revocation) -> None:
    """Once for each release, with what took place between receipt and recording."""
    for release in releases:
        record(
            EventKind.REVOKED,
            release.client,
            revocation.recorded_by,
            contact=release.contact,
            release_id=release.pk,
            reason=revocation.reason,
            names=revocations.named(revocation),
            **facts.held(release, EventKind.REVOKED),
            **revocations.held(revocation),
            took_place=list(took_place_on(release).values_list("pk", flat=True)),
        )


def locked(release: Release) -> Release:
    """As it is now, kept from whoever signs, books or revokes for its contact."""
    lock(Contact.objects.filter(pk=release.contact_id))
    return (
        Release.objects.select_for_update(of=("self",))
        .select_related("client", "contact")
        .get(pk=release.pk)
    )
