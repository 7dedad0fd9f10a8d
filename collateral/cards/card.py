"""What one person may hear of a client at a moment, from what was signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clients.models import Contact
from collateral.disclosures.scope import in_order
from collateral.models import PlanVersion, Session
from collateral.models.topic import LABELS
from practice.spans import last_day
from releases.lost import parts_revoked, revoked_at
from releases.models import PRACTICE, Direction, Kind, Release
from releases.proof.evidence import with_evidence
from releases.proof.facts import instant
from releases.proof.fit import changed
from releases.terms import Terms, read


@dataclass(frozen=True)
class Card:
    """Codes of topics: those they hear of, those they only tell us of, and the rest; of
    what was ``revoked``, and what the plan keeps ``off_limits``, they do neither.

    Without ``terms`` where no release is in force then, or where it ``is_altered``.
    """

    contact: Contact
    hears: tuple[str, ...] = ()
    release: Release | None = None
    terms: Terms | None = None
    revoked: frozenset[str] = frozenset()
    off_limits: frozenset[str] = frozenset()

    @property
    def is_altered(self) -> bool:
        return self.release is not None and self.terms is None

    @property
    def tells(self) -> tuple[str, ...]:
        """What the release has them tell us, and does not let us tell them."""
        if self.terms is None or self.terms.direction == Direction.DISCLOSE:
            return ()
        kept = {*self.hears, *self.revoked, *self.off_limits}
        return tuple(t for t in in_order(self.terms.permits) if t not in kept)

    @property
    def unheard(self) -> tuple[str, ...]:
        return tuple(t for t in LABELS if t not in {*self.hears, *self.tells})

    @property
    def last(self) -> Any:
        """The last day on which it counts."""
        span = self.release.in_force if self.release else None
        return last_day(span.upper) if span else None


def cards_of(
    session: Session, people: Iterable[Contact], plan: PlanVersion | None
) -> list[Card]:
    """One for each of ``people``, as the session begins, told by its clinician; nothing
    is heard that the newest version of its ``plan`` keeps out.
    """
    people, at = list(people), session.during.lower
    out = frozenset(plan.off_limits if plan else ())
    signed = Release.objects.filter(contact__in=people, kind=Kind.GENERAL)
    found = with_evidence(signed.filter(in_force__contains=at).with_lost())
    releases = {each.contact_id: each for each in found if not revoked_at(each, at)}
    return [_card(each, releases.get(each.pk), session, out) for each in people]


def _card(
    contact: Contact, release: Any, session: Session, out: frozenset[str]
) -> Card:
    if release is None or changed(release):
        return Card(contact, release=release)
    grants, at = release.evidence["grants"], session.during.lower
    revoked = frozenset(
        grant["what"]
        for grant in grants
        if grant["ended_at"] and instant(grant["ended_at"]) <= at
    ).union(parts_revoked(release, at))
    granted = {
        grant["what"]
        for grant in grants
        if grant["discloser"] in (PRACTICE, session.clinician_id)
    }
    hears = tuple(in_order(granted - revoked - out))
    terms = read(release.evidence["document"]["content"])
    return Card(contact, hears, release, terms, revoked, out)
