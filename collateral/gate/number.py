"""Whether a release allows one session more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import ngettext

from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from collateral.models import Participant
from practice.formats import say_number
from practice.spans import Span


def exceeded(
    releases: Iterable[Any], proposal: Proposal
) -> Iterator[tuple[int, Reason]]:
    """The contacts, and why, for whom no further session may stand on a release in force
    as it takes place. One query, where any release counts.
    """
    counting = [
        each
        for each in releases
        if each.most_sessions is not None and meets(each.in_force, proposal.during)
    ]
    standing = _standing(counting, proposal) if counting else []
    for release in counting:
        stand = [
            during
            for contact, during in standing
            if contact == release.contact_id and meets(release.in_force, during)
        ]
        if len(stand) >= release.most_sessions:
            yield release.contact_id, Reason(Code.MAX_SESSIONS, _said(release))


def _standing(counting: list[Any], proposal: Proposal) -> list[tuple[int, Span]]:
    """Whose other sessions there are, and when."""
    seats = Participant.objects.standing().filter(
        client=proposal.client, contact__in={each.contact_id for each in counting}
    )
    others = seats.exclude(session=proposal.session_id or 0)
    return list(others.values_list("contact", "during"))


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
