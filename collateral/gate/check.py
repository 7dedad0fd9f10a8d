"""The gate: may this session be booked? The one home of the question.

Nothing here is a second copy of the rule: whether someone is covered is asked of the
grants themselves (``GrantQuerySet.covering``), the question which the foreign keys
``participant_release_in_force`` and its like ask. The rest finds the words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.gate import altered, permits
from collateral.gate import readiness as ready
from collateral.gate.asked import Asked, Found, tellers_of
from collateral.gate.prepared import Lack, Prepared, best_prepared
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason, of_time
from practice.formats import say_list, within_a_sentence
from releases.cover import Cover
from releases.models import ReleaseDraft
from releases.status import (
    ANOTHERS,
    CHANGED,
    LOST,
    NOT_PERMITTED,
    NOT_TO_JOIN,
    TOO_SOON,
    Status,
    Tone,
)


@dataclass(frozen=True)
class Line:
    """The gate's answer for one contact: every reason why they may not join, the first
    to be met first. ``since`` is where their cover first fails; ``disclosers`` are those,
    of whom each may tell throughout; ``permitted``, what is granted throughout.
    """

    contact: Contact
    status: Status
    reasons: tuple[Reason, ...] = ()
    since: datetime | None = None
    draft: ReleaseDraft | None = None
    draft_lacks: Lack = Lack.NOTHING
    disclosers: tuple[int, ...] = ()
    permitted: frozenset[str] = frozenset()

    @property
    def covered(self) -> bool:
        return not self.reasons

    @property
    def code(self) -> Code:
        return self.reasons[0].code if self.reasons else Code.COVERED

    @property
    def codes(self) -> tuple[Code, ...]:
        """Each once."""
        return tuple(dict.fromkeys(reason.code for reason in self.reasons))

    @property
    def sentence(self) -> str:
        """Every reason, one after the other."""
        return self.as_told(plan=True)

    @property
    def plain(self) -> str:
        """The same, for whoever may not read what the session is about."""
        return self.as_told(plan=False)

    def as_told(self, *, plan: bool) -> str:
        """To someone who may read the session's ``plan``, or who may not."""
        if not self.reasons:
            return f"Covered: {within_a_sentence(self.status.label)}."
        return " ".join(
            dict.fromkeys(reason.as_told(plan=plan) for reason in self.reasons)
        )


@dataclass(frozen=True)
class Verdict:
    """A line for everyone who would join, those who are not covered first."""

    lines: tuple[Line, ...]

    @property
    def gaps(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.covered)

    @property
    def is_not_permitted(self) -> bool:
        """Whether a release is there that is in force, and does not permit this."""
        return any(line.status is NOT_PERMITTED for line in self.gaps)


def ask(proposal: Proposal) -> Verdict:
    """Ask whether everyone is covered from booking until the end, in three queries; one
    more where someone is not, where a release names another clinician, where one allows
    so many sessions, where one is signed by anybody but a client of age, and for a minor.
    """
    return ask_each([proposal])[0]


def ask_each(
    proposals: Sequence[Proposal], taken: Collection[int] = ()
) -> list[Verdict]:
    """As ``ask``, of many sessions of one client and clinician in as many queries as of
    one. Each as though those before it were booked that are covered, but for those at
    the places ``taken``, which are not, whatever is said of them.
    """
    asked, verdicts = Asked(proposals), []
    for place, proposal in enumerate(proposals):
        verdict = _verdict(proposal, asked)
        verdicts.append(verdict)
        if not verdict.gaps and place not in taken:
            asked.number.takes_place(proposal)
    return verdicts


def _verdict(proposal: Proposal, asked: Asked) -> Verdict:
    found = asked.of(proposal)
    lines = [
        ready.also(_line(who, theirs, proposal, asked), theirs.unready)
        for who in proposal.contacts
        if (theirs := found[who.pk])
    ]
    return Verdict(tuple(sorted(lines, key=lambda line: line.covered)))


def _line(contact: Contact, found: Found, proposal: Proposal, asked: Asked) -> Line:
    relies_on = proposal.relies_on
    now = relies_on.lower
    status = asked.status(contact.pk, found, now)
    disclosers = found.disclosers(proposal.needs_of(contact.pk))
    if altered.altered(found.releases, relies_on, granted=bool(disclosers)):
        return Line(contact, CHANGED, (Reason(Code.CHANGED, altered.CHANGED),))
    if found.apart:
        return Line(contact, NOT_TO_JOIN, tuple(found.apart))
    permitted = frozenset(found.granted)
    if disclosers and not found.beside:
        return Line(contact, status, disclosers=disclosers, permitted=permitted)
    if disclosers:
        said = status if status.code == LOST else NOT_PERMITTED
        return Line(contact, said, tuple(found.beside), permitted=permitted)
    cover = Cover.by(found.releases)
    reasons: list[Reason] = permits.lacking(contact, found.releases, proposal)
    since = None
    if not (reasons and cover.covers(relies_on)):
        since = cover.first_gap(now)
        why = _by_others(contact, found.others, since, asked.names)
        if why is not None:
            status = ANOTHERS
        elif status.tone in (Tone.ACTIVE, Tone.ENDING):
            status = TOO_SOON
        why = why or of_time(cover, proposal, since)
        reasons = [why, *reasons]
    else:
        status = NOT_PERMITTED
    draft = _draft(found, proposal, since or now)
    if reasons[0].code is Code.NO_RELEASE and draft:
        status = draft.status
        reasons = [draft.reason]
    elif draft and draft.lacks is Lack.UNCHECKED:
        reasons.append(draft.reason)
    return Line(
        contact,
        status,
        (*reasons, *found.beside),
        since,
        draft.draft if draft else None,
        draft.lacks if draft else Lack.NOTHING,
        permitted=permitted,
    )


def _by_others(
    contact: Contact, others: list[Any], since: datetime, names: Mapping[int, str]
) -> Reason | None:
    """That a release in force at ``since`` lets others tell, and not the clinician."""
    for release in others:
        if release.in_force and since in release.in_force:
            tellers = say_list(names[pk] for pk in tellers_of(release))
            sentence = f"The release lets only {tellers} speak with {contact.name}."
            return Reason(Code.WRONG_DISCLOSER, sentence)
    return None


def _draft(found: Found, proposal: Proposal, since: datetime) -> Prepared | None:
    signable_from = max(since, timezone.now())
    return best_prepared(found.drafts, proposal, signable_from)
