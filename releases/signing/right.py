"""In what right the signer signs, and what each right asks: 45 CFR 164.502(g)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import Div

from clients.law.signers import (
    IN_PERSON,
    Capacity,
    says_a_right,
    usual_right_to_sign,
)
from clients.law.together import Together, who_signs
from clients.law.who import NO_PARENT, Signer, WhoMaySign
from clients.models import Client
from clients.names import folded
from practice.formats import say_list

# The field that says by what someone signs in a right; a client of age says nothing.
ASKS: dict[str, str] = {
    Capacity.PARENT: "authority",
    Capacity.AGENT: "authority",
    Capacity.MINOR: "ground",
}
NO_PAPERS = (
    "A step-parent, a grandparent or a friend has no right to sign without papers. If "
    "there are any, enter what was seen of them on {name}’s page first."
)
UNSAID = {
    "authority": "Describe the signer's authority to act for the client.",
    "ground": "Say on what ground the client may consent alone.",
}


def asked(rights: Container[str]) -> list[str]:
    """The fields that someone who may sign in one of these rights is asked."""
    fields = (field for right, field in ASKS.items() if right in rights)
    return list(dict.fromkeys(fields))


def shown(field: str) -> Div:
    """``field``, which the style sheet shows where the right that is chosen asks it."""
    return Div(field, css_class=f"asked-{field}")


def usual(client: Client, day: date) -> dict[str, str]:
    """Who most often signs for ``client``."""
    right = usual_right_to_sign(client, day)
    return {
        "capacity": right,
        "signer": client.legal_name if right in IN_PERSON else "",
    }


def objection(client: Client, capacity: str, day: date) -> str:
    """Why nobody signs for ``client`` in this right on ``day``; ``""`` if they may."""
    name, minor = client.name, client.is_minor_on(day)
    if capacity == Capacity.CLIENT and minor:
        return (
            f"{name} is {client.age_on(day)}. A parent or guardian signs, or the client as "
            "a minor who may consent to this care."
        )
    if capacity in (Capacity.PARENT, Capacity.MINOR) and not minor:
        because = "emancipated" if day < client.comes_of_age_on else "of age"
        return f"{name} is {because} and signs in person, or an agent does."
    others = minor and capacity != Capacity.MINOR
    if others and who_signs(client, day) is Together.MINOR:
        judged = client.consents_alone_on(day)
        alone = "consents" if judged else f"is {client.age_on(day)}, may by law consent"
        return f"{name} {alone} to this care alone, and signs in person."
    return ""


def stranger(client: Client, who: WhoMaySign, capacity: str, name: str) -> str:
    """What is said to ``name``, who is not one of those who may sign, and what helps.

    Neutral where a court took their say: the front desk reads it too.
    """
    if who.bars(name):
        return f"{name} does not sign for {client.name}. Their own clinician knows why."
    may = " or ".join(each.called for each in who.signers if each.capacity == capacity)
    said = f"Only {may} may sign for {client.name}. " if may else ""
    if who.waits:
        waits = say_list(who.waits)
        said += f"Someone else still has to verify the papers of {waits}. "
    return (
        f"{said}Enter who else may on {client.name}’s page, with what was seen of it."
    )


def _is_no_parent(client: Client, typed: Mapping[str, Any]) -> bool:
    """Whether someone without papers calls themselves, or is known as, no parent."""
    told = typed.get("authority", "")
    name = folded(typed.get("signer", ""))
    known = [c.relationship for c in client.contacts.all() if folded(c.name) == name]
    return any(NO_PARENT.search(each) for each in (told, *known))


def stated(typed: Mapping[str, Any], signer: Signer | None = None) -> str:
    """By what the signer signs, as the signature keeps it: what is on file, or said."""
    if signer and signer.said:
        return signer.said if typed["capacity"] != Capacity.CLIENT else ""
    field = ASKS.get(typed["capacity"])
    return str(typed[field]) if field else ""


def problems(
    client: Client, typed: Mapping[str, Any], found: Signer | None = None
) -> Iterator[tuple[str, str]]:
    """What is wrong with who signs and by what, each beside its field."""
    capacity, signer = typed.get("capacity", ""), typed.get("signer", "")
    field = ASKS.get(capacity)
    on_file = found is not None and found.said
    if capacity == Capacity.PARENT and not on_file and _is_no_parent(client, typed):
        yield "signer", NO_PAPERS.format(name=client.name)
    if field and not on_file and not says_a_right(typed.get(field, "")):
        yield field, UNSAID[field]
    names = list(dict.fromkeys(filter(None, (client.legal_name, client.chosen_name))))
    in_person = capacity in IN_PERSON and signer
    if in_person and folded(signer) not in map(folded, names):
        yield (
            "signer",
            f"The client signs as {' or '.join(names)}. Whoever else signs says below "
            "in what right.",
        )
