"""Who may sign for a client, in what right, and until when: 45 CFR 164.502(g)."""

from __future__ import annotations

from datetime import date

from django.db import models

from clients.law.together import Together, who_signs
from clients.models import Client


class Capacity(models.TextChoices):
    """In what right the signer signs; 45 CFR 164.508(c)(1)(vi), 164.502(g)."""

    CLIENT = "client", "The client"
    MINOR = "minor", "The client, a minor who may consent to this care"
    PARENT = "parent", "A parent or guardian"
    AGENT = "agent", "A health care agent or court-appointed guardian"


# Those in which clients sign themselves.
IN_PERSON = {Capacity.CLIENT, Capacity.MINOR}

# Fewer letters than these bytes name no right: "." and "me", but not 母, a mother.
LEAST_SAID = 3


def usual_right_to_sign(client: Client, day: date) -> Capacity:
    """In what right someone most often signs for ``client`` on that day."""
    if client.is_minor_on(day):
        alone = who_signs(client, day) is Together.MINOR
        return Capacity.MINOR if alone else Capacity.PARENT
    return Capacity.CLIENT


def authority_ends_on(client: Client, capacity: str, day: date) -> date | None:
    """The first practice-local day on which what was signed on ``day`` in that right
    counts no more: majority, for whoever signs in a minor's place, parent, guardian or
    agent (45 CFR 164.502(g)(3)). What clients sign themselves carries on: None.
    """
    if capacity in IN_PERSON or not client.is_minor_on(day):
        return None
    return client.comes_of_age_on


def says_a_right(text: str) -> bool:
    """Whether ``text`` can say by what right someone signs: a few letters at least."""
    return len("".join(filter(str.isalpha, text)).encode()) >= LEAST_SAID
