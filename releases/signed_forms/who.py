"""Who has to sign each form, on a day; of a release ``clients.law.who`` says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Protocol

from clients.law.signers import IN_PERSON
from clients.law.who import Signer, who_may_sign
from clients.models import Client, Contact
from clients.names import folded
from practice.formats import within_a_sentence
from releases.models import FormCapacity, FormKind

# A child who joins does not sign, as ``form_participant_is_of_age`` has it.
OF_AGE = 18
OF_MINORS = (FormKind.CONFIDENTIALITY, FormKind.ASSENT)


class Made(Protocol):
    """A signature, as far as it matters whose it is."""

    capacity: str
    signer: str


@dataclass(frozen=True)
class Signs:
    """Someone who signs. Without ``names``, whoever can say by what right, unless
    that is on file, as ``said``.
    """

    capacity: FormCapacity
    called: str
    names: tuple[str, ...] = ()
    said: str = ""

    @property
    def key(self) -> str:
        """Tells them from any other, whoever else signs meanwhile. It names nobody."""
        names = "/".join(map(folded, self.names))
        return f"{self.capacity.value}-{sha256(names.encode()).hexdigest()[:12]}"

    def is_who_made(self, made: Made) -> bool:
        return self.capacity == made.capacity and self.is_called(made.signer)

    def is_called(self, name: str) -> bool:
        return not self.names or folded(name) in map(folded, self.names)

    def described(self, rights: Mapping[str, str]) -> str:
        """Who it is, and in what right, as a language calls it."""
        right = rights[self.capacity.value]
        return f"{self.called}, {within_a_sentence(right)}" if self.names else right


Way = tuple[Signs, ...]


def is_offered(kind: FormKind, client: Client, day: date) -> bool:
    """Whether this form is for a client of that age."""
    return kind not in OF_MINORS or client.is_minor_on(day)


def ways_to_sign(
    kind: FormKind, client: Client, contact: Contact | None, day: date
) -> tuple[Way, ...]:
    """The ways to sign, the usual first: in each, all of them have to."""
    if kind is FormKind.ACKNOWLEDGEMENT and contact:
        return _of_whoever_joins(contact, day)
    if kind is FormKind.ASSENT:
        return ((_teen(client),),)
    ways = who_may_sign(client, day).ways
    if kind is FormKind.CONSENT:
        return tuple(tuple(map(_decides, way)) for way in ways)
    if not ways:
        return ()
    # Besides the teen: where a minor decides alone, no parent has to agree.
    others = [tuple(s for s in way if s.capacity not in IN_PERSON) for way in ways]
    others = [way for way in others if way] or [()]
    clinician = client.clinician.name
    signs = Signs(FormCapacity.CLINICIAN, clinician, (clinician,))
    return tuple((_teen(client), *map(_decides, way), signs) for way in others)


def missing(ways: Iterable[Way], made: Iterable[Made]) -> Way:
    """Who has to sign besides those who did, in the shortest way; whoever signed and does
    not have to any more is passed over.
    """
    made = list(made)
    return min((left(way, made) for way in ways), key=len, default=())


def left(way: Way, made: Iterable[Made]) -> Way:
    """Who of ``way`` has not signed. Of two with one name, each signs."""
    rest = list(way)
    for signature in made:
        found = next((each for each in rest if each.is_who_made(signature)), None)
        if found:
            rest.remove(found)
    return tuple(rest)


def _decides(signer: Signer) -> Signs:
    capacity = FormCapacity(signer.capacity.value)
    return Signs(capacity, signer.called, signer.names, signer.said)


def _teen(client: Client) -> Signs:
    names = tuple(filter(None, (client.legal_name, client.chosen_name)))
    return Signs(FormCapacity.TEEN, client.name, names)


def _of_whoever_joins(contact: Contact, day: date) -> tuple[Way, ...]:
    """They themselves, or a child's own parent; either, where nobody knows their age."""
    own = Signs(FormCapacity.PARTICIPANT, contact.name, (contact.name,))
    called = f"a parent or guardian of {contact.name}"
    parent = Signs(FormCapacity.PARTICIPANTS_PARENT, called)
    born = contact.date_of_birth
    if born is None:
        return ((own,), (parent,))
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return ((own,),) if age >= OF_AGE else ((parent,),)
