"""Whether those signed a release who have to, asked for the day of the session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from clients.law.signers import IN_PERSON, Capacity
from clients.law.who import NO_PARENT, MaySign, WhoMaySign
from clients.models import Client
from clients.names import folded
from collateral.gate.number import meets
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year, say_list
from practice.spans import local_day

NEEDS_PART_2 = (
    "42 CFR Part 2 protects the records of {name}, and the release was signed without "
    "what that asks."
)


@dataclass
class Made:
    """A signature, as the evidence for a release has it; ``authority`` is what was said."""

    signer: str
    capacity: str
    authority: str

    @property
    def has_no_right(self) -> bool:
        """Whether they sign as a parent by what makes nobody one without papers."""
        return self.capacity == Capacity.PARENT and bool(
            NO_PARENT.search(self.authority)
        )


def wrongly_signed(
    releases: Iterable[Any], proposal: Proposal, may_sign: MaySign
) -> Iterator[tuple[int, Reason]]:
    """The contacts, and why, whose release those signed who may not, or not all who have
    to, on the day of the session: 45 CFR 164.502(g), 42 CFR 2.14, 2.31. ``may_sign`` is
    asked where anybody but a client of age signed.
    """
    leaned_on = [
        each
        for each in releases
        if each.evidence and meets(each.in_force, proposal.during)
    ]
    client, day = proposal.client, local_day(proposal.during.lower)
    for release in leaned_on:
        if client.part2 and not release.evidence["document"]["content"].get("part2"):
            said = NEEDS_PART_2.format(name=client.name)
            yield release.contact_id, Reason(Code.PART2_REQUIRED, said)
    others = {each: made for each in leaned_on if (made := _in_anothers_place(each))}
    who = may_sign(day) if others else None
    for release, made in others.items():
        if who and (reason := _reason(made, who, client, day)):
            yield release.contact_id, reason


def _in_anothers_place(release: Any) -> list[Made]:
    """Its signatures; none where all are of clients of age, who sign for good."""
    made = [
        Made(each["signer"], each["capacity"], each["authority"])
        for each in release.evidence["signatures"]
    ]
    theirs = all(each.capacity == Capacity.CLIENT for each in made)
    return [] if theirs else made


def _reason(
    made: list[Made], who: WhoMaySign, client: Client, day: date
) -> Reason | None:
    if not client.is_minor_on(day) and any(m.capacity in IN_PERSON for m in made):
        return None  # what a minor signed alone outlasts majority
    if _may_yet(made, who):
        return None
    able = [each for each in made if _may(each, who)]
    lacking = [
        [s for s in way if not any(map(s.is_who_made, able))] for way in who.ways
    ]
    left = min(lacking, key=len, default=[])
    if not left:
        return None
    on, name = say_day_short_year(day), client.name
    signed = say_list(each.signer for each in made)
    if able:
        more = say_list(signer.called for signer in left)
        said = f"{signed} signed the release. It lacks the signature of {more}."
        return Reason(Code.NOT_EXECUTED, said)
    if any(each.capacity in who.rights for each in made):
        said = f"Nothing on file lets {signed} sign for {name} on {on}."
        return Reason(Code.NO_AUTHORITY, said)
    may = " or ".join(dict.fromkeys(signer.called for signer in who.signers))
    said = f"{signed} signed the release. On {on} only {may} may sign for {name}."
    return Reason(Code.WRONG_SIGNER, said)


def _may(made: Made, who: WhoMaySign) -> bool:
    found = who.find(made.capacity, made.signer)
    return found is not None and (bool(found.said) or not made.has_no_right)


def _may_yet(made: list[Made], who: WhoMaySign) -> bool:
    """Whether papers that nobody else has looked at yet may give them the right: they
    take none from what was signed before there were any.
    """
    waits = {folded(name) for name in who.waits}
    theirs = any(folded(each.signer) in waits for each in made)
    return bool(waits) and (theirs or not who.rights - IN_PERSON)
