"""The gate: may this session be booked? The one home of the question.

Nothing here is a second copy of the rule: whether someone is covered is asked of the
grants themselves (``GrantQuerySet.covering``), the question which the foreign key
``participant_release_in_force`` asks. The rest finds the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from clients.models import Client, Contact
from collateral.gate import altered, questions
from collateral.gate.prepared import Lack, best_prepared
from practice.formats import say_day_short_year, say_days, within_a_sentence
from practice.models import Room, User
from practice.spans import Span, local_day, span
from releases.cover import Cover
from releases.endings import ENDINGS, End, ending_of
from releases.models import PRACTICE, Release, ReleaseDraft
from releases.status import (
    ANOTHERS,
    AWAITING,
    CHANGED,
    TOO_SOON,
    Status,
    Tone,
    status_of_contact,
)


class Code(StrEnum):
    """Why a contact is not covered."""

    COVERED = "COVERED"
    NO_RELEASE = "NO_ROI"
    AWAITING_SIGNATURE = "AWAITING_SIGNATURE"
    NOT_YET_EFFECTIVE = "NOT_YET_EFFECTIVE"
    EXPIRED = "EXPIRED"
    EXPIRES_BEFORE_SESSION = "EXPIRES_BEFORE_SESSION"
    REVOKED = "REVOKED"
    SUPERSEDED = "SUPERSEDED"
    VOIDED = "VOIDED"
    EVENT_OCCURRED = "EVENT_OCCURRED"
    WRONG_DISCLOSER = "WRONG_DISCLOSER"
    SIGNER_LAPSED = "SIGNER_LAPSED"
    CHANGED = "CHANGED"


@dataclass(frozen=True)
class Proposal:
    """A session as someone asks to have it. Nothing of it is saved.

    ``session_id`` names the session that would be moved, re-opened or joined, and
    ``booked_at`` is from when it would then be booked. ``contacts`` are all who would
    then have a seat; ``joining`` who of them has none yet, ``leaving`` who has one now.
    A change to a session on hold needs no cover: it leans on nothing until it is booked
    again.
    """

    client: Client
    contacts: tuple[Contact, ...]
    clinician: User
    during: Span
    room: Room | None
    format: str
    booked_at: datetime = field(default_factory=timezone.now)
    session_id: int | None = None
    joining: tuple[Contact, ...] = ()
    leaving: tuple[Contact, ...] = ()
    needs_cover: bool = True

    @property
    def relies_on(self) -> Span:
        """What everyone's release must cover: from booking until the session ends."""
        return span(self.booked_at, max(self.during.upper, self.booked_at))


@dataclass(frozen=True)
class Line:
    """The gate's answer for one contact. ``since`` is where their cover first fails;
    ``disclosers`` are those, of whom each may tell throughout.
    """

    contact: Contact
    code: Code
    status: Status
    sentence: str
    since: datetime | None = None
    draft: ReleaseDraft | None = None
    draft_lacks: Lack = Lack.NOTHING
    disclosers: tuple[int, ...] = ()

    @property
    def covered(self) -> bool:
        return self.code is Code.COVERED


@dataclass(frozen=True)
class Verdict:
    """A line for everyone who would join, those who are not covered first."""

    lines: tuple[Line, ...]

    @property
    def gaps(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.covered)


def ask(proposal: Proposal) -> Verdict:
    """Ask whether everyone is covered from booking until the end, in three queries; in
    four where a release names another clinician.
    """
    relies_on = proposal.relies_on
    contacts = [contact.pk for contact in proposal.contacts]
    releases: dict[int, list[Release]] = {pk: [] for pk in contacts}
    drafts: dict[int, list[ReleaseDraft]] = {pk: [] for pk in contacts}
    client, clinician = proposal.client.pk, proposal.clinician.pk
    covering: dict[int, tuple[int, ...]] = {}
    told = questions.covered(client, contacts, clinician, proposal.format, relies_on)
    for contact_id, discloser in sorted(told):
        covering[contact_id] = (*covering.get(contact_id, ()), discloser)
    others: dict[int, list[Release]] = {pk: [] for pk in contacts}
    for release in questions.signed(client, contacts, relies_on):
        tells = release.discloser in (PRACTICE, clinician)
        (releases if tells else others)[release.contact_id].append(release)
    for draft in questions.prepared(contacts):
        draft.client = proposal.client
        drafts[draft.contact_id].append(draft)
    lines = [
        _line(
            contact,
            releases[contact.pk],
            proposal,
            drafts=drafts[contact.pk],
            disclosers=covering.get(contact.pk, ()),
        )
        for contact in proposal.contacts
    ]
    lines = _say_who_may_tell(lines, others)
    return Verdict(tuple(sorted(lines, key=lambda line: line.covered)))


def _line(
    contact: Contact,
    releases: list[Release],
    proposal: Proposal,
    *,
    drafts: list[ReleaseDraft],
    disclosers: tuple[int, ...],
) -> Line:
    relies_on = proposal.relies_on
    now = relies_on.lower
    status = status_of_contact(releases, now, awaiting=bool(drafts))
    if altered.altered(releases, relies_on, granted=bool(disclosers)):
        return Line(contact, Code.CHANGED, CHANGED, altered.CHANGED)
    if disclosers:
        return Line(
            contact,
            Code.COVERED,
            status,
            f"Covered: {within_a_sentence(status.label)}.",
            disclosers=disclosers,
        )
    cover = Cover.by(releases)
    since = cover.first_gap(now)
    code, sentence = _reason(cover, proposal, since)
    signable_from = max(since, timezone.now())
    found = best_prepared(drafts, proposal.clinician, relies_on, signable_from)
    if code is Code.NO_RELEASE and found:
        code, status, sentence = Code.AWAITING_SIGNATURE, AWAITING, found.sentence
    if status.tone in (Tone.ACTIVE, Tone.ENDING):
        status = TOO_SOON
    line = Line(contact, code, status, sentence, since)
    return replace(line, draft=found.draft, draft_lacks=found.lacks) if found else line


def _say_who_may_tell(
    lines: list[Line], others: dict[int, list[Release]]
) -> list[Line]:
    """``lines``, where a release in force as cover fails lets another clinician tell."""
    names: dict[int, int] = {
        line.contact.pk: release.discloser
        for line in lines
        for release in others[line.contact.pk]
        if line.since and release.in_force and line.since in release.in_force
    }
    people = User.objects.in_bulk(set(names.values())) if names else {}
    return [
        replace(
            line,
            code=Code.WRONG_DISCLOSER,
            status=ANOTHERS,
            sentence=(
                f"The release lets only {people[names[line.contact.pk]].name} speak "
                f"with {line.contact.name}."
            ),
        )
        if line.contact.pk in names
        else line
        for line in lines
    ]


def _reason(cover: Cover, proposal: Proposal, since: datetime) -> tuple[Code, str]:
    """Why nothing is in force at ``since``, as a code and a sentence."""
    starts = cover.starts_after(since)
    if starts and since == proposal.relies_on.lower:
        day = say_day_short_year(local_day(starts))
        return Code.NOT_YET_EFFECTIVE, (
            f"The release starts {day}, and must be in force from the moment the "
            "session is booked."
        )
    if (ended := cover.why(since)) is None:
        return Code.NO_RELEASE, "No release has been signed."
    return _sentence(ending_of(ended), proposal)


def _sentence(end: End, proposal: Proposal) -> tuple[Code, str]:
    ending, day = ENDINGS[end.field], say_day_short_year(end.day)
    if end.field != "expires_at" or end.at <= proposal.relies_on.lower:
        return Code(ending.refusal), ending.sentence.format(day=day)
    early = (local_day(proposal.during.lower) - end.day).days
    return Code.EXPIRES_BEFORE_SESSION, (
        f"The release ends {day}, {say_days(early)} before the session."
        if early > 0
        else f"The release ends {day}, before the session does."
    )
