"""Whether a release allows one session more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import ngettext

from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from collateral.models import Participant
from practice.numbers import say_number
from practice.spans import Span

# A session, if it is there; who has a seat in it; and when.
Seat = tuple[int | None, int, Span]


class Number:
    """How many sessions stand on releases that allow only so many: what of them is there,
    and each that was asked for since, once it ``takes_place``. One query, where any
    release counts.
    """

    def __init__(self, releases: Iterable[Any], proposals: Iterable[Proposal]) -> None:
        asked = [proposal.during for proposal in proposals]
        self.counting = [
            each
            for each in releases
            if each.most_sessions is not None
            and any(meets(each.in_force, during) for during in asked)
        ]
        self.standing: list[Seat] = _standing(self.counting) if self.counting else []

    def exceeded(self, proposal: Proposal) -> Iterator[tuple[int, Reason]]:
        """The contacts, and why, for whom no further session may stand on a release in
        force as it takes place.
        """
        joining = {contact.pk for contact in proposal.contacts}
        others = [each for each in self.standing if not _is_of(proposal, each)]
        for release in self.counting:
            counts = meets(release.in_force, proposal.during)
            if release.contact_id not in joining or not counts:
                continue
            stand = [
                during
                for _, contact, during in others
                if contact == release.contact_id and meets(release.in_force, during)
            ]
            if len(stand) >= release.most_sessions:
                yield release.contact_id, Reason(Code.MAX_SESSIONS, _said(release))

    def takes_place(self, proposal: Proposal) -> None:
        """Count it with the others from now on, where it would then be."""
        seats = [each for each in self.standing if not _is_of(proposal, each)]
        seats += [
            (proposal.session_id, contact.pk, proposal.during)
            for contact in proposal.contacts
        ]
        self.standing = seats


def _is_of(proposal: Proposal, seat: Seat) -> bool:
    return seat[0] is not None and seat[0] == proposal.session_id


def _standing(counting: list[Any]) -> list[Seat]:
    """Whose sessions there are, and when."""
    seats = Participant.objects.standing().filter(
        client=counting[0].client_id,
        contact__in={each.contact_id for each in counting},
    )
    return list(seats.values_list("session", "contact", "during"))


def meets(one: Span | None, other: Span) -> bool:
    """Whether they have an instant in common."""
    return bool(one and one.lower < other.upper and other.lower < one.upper)


def _said(release: Any) -> str:
    said = ngettext(
        "The release allows {number} session, which is booked or took place.",
        "The release allows {number} sessions, which are booked or took place.",
        release.most_sessions,
    )
    return said.format(number=say_number(release.most_sessions))
