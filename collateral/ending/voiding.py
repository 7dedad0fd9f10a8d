"""Voiding a release: one person asks, another agrees, and what leaned on it is held."""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.ending import ripple
from collateral.ending.hold import hold
from collateral.ending.revocation import locked
from collateral.models import Session
from practice.database.transactions import retried
from practice.models import User
from releases.models import Release, Voiding
from releases.proof import facts


@retried
def ask(release: Release, reason: str, actor: User) -> Voiding:
    """Ask that ``release`` be void. Nothing ends until somebody else agrees."""
    release = locked(release)
    asked = Voiding.objects.create(
        release=release, reason=reason, asked_by=actor, asked_at=timezone.now()
    )
    _record(EventKind.VOIDING_ASKED, asked, release, actor, reason)
    return asked


@retried
def decide(voiding: Voiding, actor: User, *, agreed: bool) -> list[Session]:
    """Void the release of ``voiding`` from now on, or leave it; the sessions put on hold.
    What is decided already is left as it is.

    Raises IntegrityError where whoever asked would agree: ``voiding_takes_two``.
    """
    release = locked(voiding.release)
    voiding = Voiding.objects.select_for_update(of=("self",)).get(pk=voiding.pk)
    if voiding.decided_at:
        return []
    held = hold(ripple.of_ending(release), release, actor) if agreed else []
    voiding.decided_by, voiding.decided_at = actor, timezone.now()
    voiding.agreed = agreed
    voiding.save(update_fields=["decided_by", "decided_at", "agreed"])
    if not agreed:
        _record(EventKind.VOIDING_DECLINED, voiding, release, actor)
        return []
    release.voided_at = voiding.decided_at
    release.save(update_fields=["voided_at"])
    _record(EventKind.VOIDED, voiding, release, actor, voiding.reason)
    return held


def _record(
    kind: EventKind, voiding: Voiding, release: Release, actor: User, reason: str = ""
) -> None:
    record(
        kind,
        release.client,
        actor,
        contact=release.contact,
        release_id=release.pk,
        reason=reason,
        names={"asker": voiding.asked_by.name},
        voiding=voiding.pk,
        **facts.held(release, kind),
    )
