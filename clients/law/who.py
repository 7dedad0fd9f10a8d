"""Who may sign for a client on a day, and who has to: the one home of the question.

45 CFR 164.502(g), 42 CFR 2.14, the law of the state, and what is on file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import chain
from typing import Protocol

from clients.law.signers import IN_PERSON, Capacity
from clients.law.together import Together, who_signs
from clients.models import (
    FOR_AN_ADULT,
    Acts,
    Authority,
    AuthorityKind,
    Client,
    CourtOrder,
    Ruling,
)
from clients.names import folded
from practice.policies.current import policies

# Who has no authority over a child without papers, whatever they are called.
NO_PARENT = re.compile(
    r"\b(step|grand|great|foster|aunt|uncle|cousin|sister|brother|sibling|nanny|teacher"
    r"|neighbou?r|friend|boyfriend|girlfriend|abuel|padrastro|madrastra|t[ií][ao]\b)",
    re.IGNORECASE,
)


class Made(Protocol):
    """A signature, as far as it matters whose it is."""

    capacity: str
    signer: str


@dataclass(frozen=True)
class Signer:
    """Someone who signs in a right. Without ``names``, whoever can say by what they do;
    ``said`` is by what, where that is on file.
    """

    capacity: Capacity
    called: str
    names: tuple[str, ...] = ()
    said: str = ""
    authority: Authority | None = None

    def is_who_made(self, signature: Made) -> bool:
        return self.capacity == signature.capacity and self.is_called(signature.signer)

    def is_called(self, name: str) -> bool:
        return not self.names or folded(name) in map(folded, self.names)


Way = tuple[Signer, ...]


@dataclass(frozen=True)
class WhoMaySign:
    """The ``ways`` to sign, the usual first: in each, all of its signers have to.

    ``waits`` are those whose authority nobody else has verified yet, ``barred`` those
    from whom a court took the say.
    """

    ways: tuple[Way, ...]
    waits: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()

    @property
    def rights(self) -> set[Capacity]:
        return {signer.capacity for signer in self.signers}

    @property
    def signers(self) -> tuple[Signer, ...]:
        return tuple(dict.fromkeys(chain.from_iterable(self.ways)))

    def find(self, capacity: str, name: str) -> Signer | None:
        """Who of them signs in this right under this name; None if nobody may."""
        if capacity not in IN_PERSON and self.bars(name):
            return None
        theirs = [each for each in self.signers if each.capacity == capacity]
        return next((each for each in theirs if each.is_called(name)), None)

    def bars(self, name: str) -> bool:
        return folded(name) in map(folded, self.barred)

    def missing(self, made: Iterable[Made]) -> Way | None:
        """Who has to sign besides those who did; None where they have no right to."""
        made = list(made)
        if any(self.find(each.capacity, each.signer) is None for each in made):
            return None
        left = (_left(way, made) for way in self.ways)
        return min((each for each in left if each is not None), key=len, default=None)


MaySign = Callable[[date], WhoMaySign]


def _left(way: Way, made: Iterable[Made]) -> Way | None:
    left = list(way)
    for signature in made:
        found = next((each for each in left if each.is_who_made(signature)), None)
        if found is None:
            return None
        left.remove(found)
    return tuple(left)


def who_may_sign(client: Client, day: date) -> WhoMaySign:
    """Who may sign for ``client`` on the practice-local ``day``, and who has to."""
    return may_sign_for(client)(day)


def may_sign_for(client: Client) -> MaySign:
    """As ``who_may_sign``, to ask for one day and another: what is on file is looked up
    once, as the first is asked.
    """
    looked_up = cache(partial(_on_file, client))

    @cache
    def on(day: date) -> WhoMaySign:
        on_file, barred = looked_up()
        return replace(_who(client, day, on_file), barred=barred)

    return on


def may_sign_by(client: Client, day: date, papers: Iterable[Authority]) -> WhoMaySign:
    """As ``who_may_sign``, of what is at hand: the papers of all but those from whom a
    court took the say.
    """
    return _who(client, day, list(papers))


def _on_file(client: Client) -> tuple[list[Authority], tuple[str, ...]]:
    """The papers of all but those from whom a court took the say, and who these are."""
    if not client.pk:
        return [], ()
    barred = {each.contact_id: each.contact.name for each in without_a_say(client)}
    papers = client.authorities.select_related("contact")
    on_file = [each for each in papers if each.contact_id not in barred]
    return on_file, tuple(barred.values())


def without_a_say(client: Client) -> Iterable[CourtOrder]:
    """The orders in effect that take someone's say in mental health decisions."""
    orders = client.orders.in_effect().filter(ruling=Ruling.NO_DECISIONS)
    return orders.select_related("contact")


def _who(client: Client, day: date, on_file: list[Authority]) -> WhoMaySign:
    if not client.is_minor_on(day):
        theirs = [each for each in on_file if each.kind in FOR_AN_ADULT]
        agents, waits = _in_place(theirs, day, Capacity.AGENT)
        ways: list[Way] = [(_in_person(client, Capacity.CLIENT),)]
        ways += [(each,) for each in agents]
        if not theirs:
            ways.append((Signer(Capacity.AGENT, "a health care agent or guardian"),))
        return WhoMaySign(tuple(ways), waits=waits)
    alone = _in_person(client, Capacity.MINOR, client.self_consent_law)
    rule = who_signs(client, day)
    if rule is Together.MINOR:
        return WhoMaySign(((alone,),))
    theirs = [each for each in on_file if each.kind != AuthorityKind.AGENT]
    parents = _parents(theirs, day)
    if rule is Together.BOTH:
        besides = _in_person(client, Capacity.MINOR, "together with a parent, by law")
        together_with = [(besides, *way) for way in parents.ways]
        return WhoMaySign(tuple(together_with), parents.waits)
    or_alone: tuple[Way, ...] = ((alone,),) if rule is Together.EITHER else ()
    return WhoMaySign((*parents.ways, *or_alone), parents.waits)


def _in_person(client: Client, capacity: Capacity, said: str = "") -> Signer:
    names = tuple(filter(None, (client.legal_name, client.chosen_name)))
    return Signer(capacity, client.chosen_name or client.legal_name, names, said)


def _in_place(
    on_file: list[Authority], day: date, capacity: Capacity
) -> tuple[list[Signer], tuple[str, ...]]:
    """Those whose authority holds then; and whose would, were it verified."""
    holding = [each for each in on_file if each.holds and day in each.holds]
    asked = not all(each.verified_at for each in holding) and policies().verified
    counts = [each for each in holding if each.verified_at or not asked]
    waits = tuple(each.name for each in holding if each not in counts)
    return [_by_papers(each, capacity) for each in counts], waits


def _by_papers(authority: Authority, capacity: Capacity) -> Signer:
    name = authority.name
    return Signer(capacity, name, (name,), authority.of_what, authority)


def _parents(on_file: list[Authority], day: date) -> WhoMaySign:
    """Who signs in a minor's place: as papers have it; where none are on file, whoever
    can say by what right they do.
    """
    signers, waits = _in_place(on_file, day, Capacity.PARENT)
    if not on_file:
        parent = Signer(Capacity.PARENT, "a parent or guardian")
        return WhoMaySign(((parent,), (Signer(Capacity.AGENT, "an agent"),)))
    acts = {
        a: [s for s in signers if s.authority and s.authority.acts == a] for a in Acts
    }
    alone, together = acts[Acts.SOLE], acts[Acts.BOTH]
    if not alone and len(signers) > len(together) and policies().both_parents:
        together = signers
    if together and not alone:
        return WhoMaySign((tuple(together),), waits)
    ways = tuple((each,) for each in alone or signers)
    return WhoMaySign(ways, waits)
