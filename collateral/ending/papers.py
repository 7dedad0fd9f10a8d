"""Ending someone's authority before its last day: what they signed by it ends with it,
and the sessions that leaned on that are held (45 CFR 164.502(g)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import timezone

from clients.ledger import record
from clients.models import Authority, EventKind
from clients.people.acts import keep_still
from collateral.care.act import ahead
from collateral.ending import authority as signers_authority
from collateral.ending.asked_again import hold_what_is_refused
from collateral.ending.authority import Lapse, Lapses
from collateral.ending.foreseen import held_by
from collateral.ending.hold import keep_still as keep_sessions_still
from collateral.ending.ripple import of_ending
from collateral.models import Session
from collateral.signed_forms.ends import FormEnd, by_papers, end_forms
from practice.database.transactions import retried
from practice.models import User
from releases.models import Release, WhyEnded


def signed_by(papers: Authority, at: datetime) -> list[Release]:
    """What was signed by ``papers`` and would count after ``at``."""
    signed = Release.objects.filter(
        document__signatures__rests_on=papers, in_force__endswith__gt=at
    )
    return list(
        signed.select_related("client", "contact", "document")
        .distinct()
        .order_by("in_force", "pk")
    )


def lapsing(papers: Authority, at: datetime) -> Lapses:
    """What ends with ``papers`` at ``at``, and the sessions that would be held."""
    ends = [lapse_of(each, at) for each in signed_by(papers, at)]
    return Lapses(ends, WhyEnded.PAPERS)


def lapse_of(release: Release, at: datetime) -> Lapse:
    """That ``release`` ends at ``at``, with what would be held."""
    leaning = of_ending(release, at).select_related("clinician", "room")
    return Lapse(release, at, list(leaning))


@dataclass(frozen=True)
class Foreseen:
    """What ending papers now would end, and every session that it would hold."""

    ends: Sequence[Lapse]
    forms: Sequence[FormEnd]
    sessions: list[Session]

    @property
    def token(self) -> str:
        """Tells whether whoever agreed saw all of this."""
        releases = "-".join(str(each.release.pk) for each in self.ends)
        sessions = "-".join(str(each.pk) for each in self.sessions)
        forms = [f"form-{each.form.pk}" for each in self.forms]
        return ".".join([releases, sessions, *forms])


def foreseen(papers: Authority, actor: User) -> Foreseen:
    """As ``close`` would have it."""
    held, now = held_by(partial(close, papers, "foreseen", actor)), timezone.now()
    return Foreseen(lapsing(papers, now).ends, by_papers(papers, now), held)


@retried
def close(papers: Authority, reason: str, actor: User) -> list[Session]:
    """End ``papers`` now; the sessions put on hold. Ended already, nothing is done."""
    client = papers.client
    keep_still(client)
    papers = Authority.objects.select_for_update(of=("self",)).get(pk=papers.pk)
    if papers.ended_at:
        return []
    now = timezone.now()
    keep_sessions_still(ahead(client))
    held = signers_authority.end(lapsing(papers, now), actor)
    held += end_forms(client, by_papers(papers, now), actor)
    papers.ended_at, papers.ended_by, papers.ended_reason = now, actor, reason
    papers.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    held += hold_what_is_refused(client, actor)
    record(
        EventKind.AUTHORITY_CLOSED,
        papers.client,
        actor,
        contact=papers.contact,
        reason=reason,
        names={"signer": papers.name},
        authority=papers.pk,
        right=papers.kind,
    )
    return held
