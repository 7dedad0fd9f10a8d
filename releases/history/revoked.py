"""A revocation as the history tells it: by whom, in what right, and how."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import ngettext

from clients.law.signers import IN_PERSON, Capacity
from clients.models import ConsentEvent
from practice.formats import say_instant, within_a_sentence
from practice.numbers import say_number
from releases.models import Manner
from releases.parts import say_parts

# By how it was said; of what was revoked before that was asked, nobody knows.
REVOKED = {
    Manner.SPOKEN: (
        "{contact}’s release was revoked by {revoker}, by word of mouth; {actor} "
        "recorded it.{received}"
    ),
    Manner.WRITTEN: (
        "{contact}’s release was revoked by {revoker}, in writing; {actor} recorded it."
        "{received}"
    ),
}
REVOKED_BY_ANOTHER = {
    Manner.SPOKEN: (
        "{contact}’s release was revoked by {revoker}, {right}, by word of mouth "
        "({client}); {actor} recorded it.{received}"
    ),
    Manner.WRITTEN: (
        "{contact}’s release was revoked by {revoker}, {right}, in writing ({client}); "
        "{actor} recorded it.{received}"
    ),
}


# Of a part, in the same words.
WHOLE = "was revoked by"
PART = "no longer covers {part}: revoked by"


def part_template_of(event: ConsentEvent) -> str:
    """As ``template_of``, of a part; with what remains."""
    return template_of(event).replace(WHOLE, PART) + "{remains}"


def parts_in(event: ConsentEvent) -> dict[str, str]:
    """What was revoked of it, and as a sentence to follow, what it covers still."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    remaining = say_parts(detail.get("remains", ()))
    return {
        "part": say_parts(detail.get("ended", ())),
        "remains": f" What remains: {remaining}." if remaining else "",
    }


def template_of(event: ConsentEvent) -> str:
    """The sentence; empty where it is not known who revoked."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    capacity, manner = detail.get("capacity"), detail.get("manner")
    if not event.name_of("revoker") or capacity not in Capacity.values:
        return ""
    sentences = REVOKED if capacity in IN_PERSON else REVOKED_BY_ANOTHER
    return next((said for way, said in sentences.items() if way == manner), "")


def right_of(event: ConsentEvent) -> str:
    """In what right it was revoked, in words."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    capacity = detail.get("capacity")
    if capacity not in Capacity.values:
        return ""
    return within_a_sentence(Capacity(capacity).label)


def received(event: ConsentEvent) -> str:
    """As a sentence to follow: when it was received, where that was before it was
    recorded, and how much took place in between.
    """
    detail = event.detail if isinstance(event.detail, dict) else {}
    try:
        at = say_instant(datetime.fromisoformat(detail["received"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return ""
    if at == say_instant(event.at):
        return ""
    late = detail.get("took_place")
    if not isinstance(late, list) or not late:
        return f" Received {at}."
    count = ngettext(
        "{count} session took place between then and when it was recorded.",
        "{count} sessions took place between then and when it was recorded.",
        len(late),
    )
    return f" Received {at}. {capfirst(count.format(count=say_number(len(late))))}"
