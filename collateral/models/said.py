"""What is alike of all that a client's parents said, or were told, and that is kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import BaseConstraint, Q
from django.db.models.constraints import CheckConstraint

from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, happens_now, written_once

OWN = "Choose one of this client's own contacts."
NOW = "It is written down now, with the day on which it was."


def of_its_contact(name: str) -> BaseConstraint:
    """With a contact of the client."""
    return ForeignKeyConstraint(
        name=f"{name}_contact_of_client",
        fields=("client", "contact"),
        to="clients.Contact",
        to_fields=("client", "id"),
        violation_error_message=OWN,
    )


def in_words(name: str, fields: Iterable[str], message: str) -> BaseConstraint:
    """At least one of ``fields`` says something."""
    said = Q()
    for field in fields:
        said |= Q(**{f"{field}__regex": r"\S"})
    return CheckConstraint(
        name=f"{name}_says_something", condition=said, violation_error_message=message
    )


def recorded_now(name: str) -> Trigger:
    return happens_now(f"{name}_is_recorded_now", "BEFORE INSERT", "recorded_at", NOW)


def stays(name: str) -> list[Trigger]:
    """No mistake is written over: the next entry says so."""
    return written_once(f"{name}_is_final", f"{name}_is_not_truncated")
