"""Ending a release: hold the sessions that leaned on it, then end it, in one step.

The database refuses whoever forgets the first half. A revocation is never dated back
(45 CFR 164.508(b)(5)): it takes effect when it is recorded as received.
"""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.ending import ripple
from collateral.ending.hold import hold
from collateral.models import Session
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User
from releases.models import Release
from releases.proof.facts import held


@retried
def revoke(release: Release, reason: str, actor: User) -> list[Session]:
    """Revoke ``release`` now; the sessions put on hold. Revoked twice, does nothing."""
    release = _locked(release)
    if release.revoked_at:
        return []
    held = hold(ripple.of_ending(release), release, actor)
    release.revoked_at = timezone.now()
    release.revoked_by, release.revoked_reason = actor, reason
    release.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    _record(EventKind.REVOKED, release, actor, reason)
    return held


@retried
def end_by_event(release: Release, reason: str, actor: User) -> list[Session]:
    """The event that ends ``release`` has occurred (45 CFR 164.508(c)(1)(v))."""
    release = _locked(release)
    if release.event_occurred_at:
        return []
    held = hold(ripple.of_ending(release), release, actor)
    release.event_occurred_at = timezone.now()
    release.save(update_fields=["event_occurred_at"])
    _record(EventKind.EVENT_OCCURRED, release, actor, reason)
    return held


def _locked(release: Release) -> Release:
    lock(Contact.objects.filter(pk=release.contact_id))
    return (
        Release.objects.select_for_update(of=("self",))
        .select_related("client", "contact")
        .get(pk=release.pk)
    )


def _record(kind: EventKind, release: Release, actor: User, reason: str) -> None:
    record(
        kind,
        release.client,
        actor,
        contact=release.contact,
        release_id=release.pk,
        reason=reason,
        **held(release, kind),
    )
