"""Who and what is taken at the time of a proposed session, beside who is not covered.

Asked of the constraints that would refuse it, all in one SELECT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import BaseConstraint, Model
from django.utils.translation import ngettext

from clients.models import Contact
from collateral.gate.proposal import Proposal
from collateral.models import Participant, Session, Status
from practice.database.violations import error_of, exclusions_of, violated_by
from practice.formats import say_list

# The CHECKs are left to the database: but for a clock that ticks on, what a valid form
# proposes is what they ask for.
FREE = exclusions_of(Session)
SEAT_FREE = exclusions_of(Participant)


@dataclass(frozen=True)
class Clashes:
    """``taken`` says what is; ``elsewhere`` are those who sit in another session then."""

    taken: tuple[BaseConstraint, ...] = ()
    elsewhere: tuple[Contact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.taken or self.elsewhere)

    @property
    def where_they_are(self) -> str:
        message = ngettext(
            "{names} is in another session then.",
            "{names} are in another session then.",
            len(self.elsewhere),
        )
        return message.format(names=say_list(each.name for each in self.elsewhere))

    @property
    def sentences(self) -> list[str]:
        """Each, as it is said where no field stands beside it."""
        said = [str(error_of(constraint).message) for constraint in self.taken]
        return [*said, self.where_they_are] if self.elsewhere else said

    def without(self, contact: Contact) -> Clashes:
        """What is left of them where ``contact`` does not join."""
        others = tuple(each for each in self.elsewhere if each.pk != contact.pk)
        return replace(self, elsewhere=others)


def clashes_of(proposal: Proposal) -> Clashes:
    return clashes_of_each([proposal])[0]


def clashes_of_each(proposals: Sequence[Proposal]) -> list[Clashes]:
    """Of each by itself, all in one SELECT; one more where some are there already."""
    sat = _seats_of(proposals)
    rows: list[tuple[Model, Sequence[BaseConstraint]]] = []
    for proposal in proposals:
        rows.append((_session(proposal), FREE))
        rows.extend((seat, SEAT_FREE) for seat in _seats(proposal, sat))
    answers, found = iter(violated_by(rows) if rows else ()), []
    for proposal in proposals:
        taken = tuple(next(answers))
        there = [contact for contact in proposal.contacts if next(answers)]
        found.append(Clashes(taken, tuple(there)))
    return found


def _session(proposal: Proposal) -> Session:
    session = Session(
        client=proposal.client,
        clinician=proposal.clinician,
        room=proposal.room,
        format=proposal.format,
        place=proposal.place,
        during=proposal.during,
        booked_at=proposal.booked_at,
    )
    _be(session, proposal.session_id)
    return session


def _seats_of(proposals: Iterable[Proposal]) -> dict[tuple[int, int], int]:
    """Which seats there are, by session and contact."""
    sessions = [each.session_id for each in proposals if each.session_id]
    if not sessions:
        return {}
    rows = Participant.objects.filter(session__in=sessions)
    return {(s, c): pk for s, c, pk in rows.values_list("session", "contact", "pk")}


def _seats(
    proposal: Proposal, sat: Mapping[tuple[int, int], int]
) -> Iterator[Participant]:
    """Where they would sit, in the seats that they have in this session or in new ones."""
    for contact in proposal.contacts:
        seat = Participant(
            contact=contact, during=proposal.during, status=Status.SCHEDULED
        )
        _be(seat, sat.get((proposal.session_id or 0, contact.pk)))
        yield seat


def _be(row: Model, pk: int | None) -> None:
    """Let ``row`` be the one in the table, if it is there: none is in its own way."""
    row.pk = pk
    row._state.adding = pk is None
