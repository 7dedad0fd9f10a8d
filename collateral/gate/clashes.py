"""Who and what is taken at the time of a proposed session, beside who is not covered.

Asked of the constraints that would refuse it, all in one SELECT.
"""

from __future__ import annotations

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
    seats = _seats(proposal)
    rows = [(session, FREE), *((seat, SEAT_FREE) for seat in seats)]
    taken, *sits = violated_by(rows)
    there = zip(seats, sits, strict=True)
    return Clashes(tuple(taken), tuple(seat.contact for seat, found in there if found))


def _seats(proposal: Proposal) -> list[Participant]:
    """Where they would sit, in the seats that they have in this session or in new ones."""
    kept: dict[int, int] = {}
    if proposal.session_id:
        rows = Participant.objects.filter(session=proposal.session_id)
        kept = dict(rows.values_list("contact", "pk"))
    status = Status.SCHEDULED
    seats = [
        Participant(contact=contact, during=proposal.during, status=status)
        for contact in proposal.contacts
    ]
    for seat in seats:
        _be(seat, kept.get(seat.contact_id))
    return seats


def _be(row: Model, pk: int | None) -> None:
    """Let ``row`` be the one in the table, if it is there: none is in its own way."""
    row.pk = pk
    row._state.adding = pk is None
