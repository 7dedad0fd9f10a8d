"""Who of a client's contacts is a parent or guardian, and what passed with each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from clients.law.who import NO_PARENT
from clients.models import Client, Contact, Ruling
from collateral.models import ParentEntry, Passed
from practice.models import User
from releases.status import Status, Tone

PARENT = re.compile(
    r"\b(mother|father|mom|mum|mama|dad|papa|parent|guardian|madre|padre|mamá|papá"
    r"|tutora?)\b",
    re.IGNORECASE,
)
LIMITS = (
    Ruling.NO_CONTACT,
    Ruling.SUPERVISED,
    Ruling.NO_DECISIONS,
    Ruling.NO_INFORMATION,
)


ASK_FIRST = Status("ask_first", "Ask the clinician first", Tone.STOPPED, "circle-slash")


@dataclass(frozen=True)
class Parent:
    """One of them: ``newest`` is what last passed, of each kind; ``limits`` what a court
    keeps from them now, or that it does.
    """

    contact: Contact
    newest: dict[str, ParentEntry]
    limits: tuple[Status, ...]

    @property
    def steps(self) -> list[tuple[str, ParentEntry | None]]:
        """Each kind as it is called, with its newest entry, or that there is none."""
        return [(label, self.newest.get(code)) for code, label in Passed.choices]


def parents_of(
    client: Client, entries: Iterable[ParentEntry], user: User
) -> list[Parent]:
    """Whoever has papers, is called a parent, or is in the ledger; ``entries`` are newest
    first. What a court ordered is for the client's own clinician to read.
    """
    papers = set(client.authorities.values_list("contact", flat=True))
    newest: dict[int, dict[str, ParentEntry]] = {}
    for entry in entries:
        if entry.struck_by is None:
            newest.setdefault(entry.contact_id, {}).setdefault(entry.passed, entry)
    limits: dict[int, list[Status]] = {}
    for order in client.orders.in_effect().filter(ruling__in=LIMITS):
        says = f"Court order: {order.get_ruling_display()}"
        limit = Status("court", says, Tone.STOPPED, "circle-slash")
        theirs = limits.setdefault(order.contact_id, [])
        if user.pk == client.clinician_id:
            theirs.append(limit)
        elif not theirs:
            theirs.append(ASK_FIRST)
    return [
        Parent(each, newest.get(each.pk, {}), tuple(limits.get(each.pk, ())))
        for each in client.contacts.all()
        if each.pk in papers or each.pk in newest or _is_called_one(each)
    ]


def _is_called_one(contact: Contact) -> bool:
    called = contact.relationship
    return bool(PARENT.search(called)) and not NO_PARENT.search(called)
