"""Finding clients by what was typed: a name, a day of birth, or someone in their life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from clients.findable import SHORT, findable, pieces
from clients.models import Client, ClientQuerySet, Contact

Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True)
class Through:
    """By what a client was found, where it is not the name and the day that are shown."""

    legal_name: str = ""
    contacts: tuple[Contact, ...] = ()


def find(clients: ClientQuerySet, typed: str) -> ClientQuerySet:
    """Those of ``clients`` in whom, or in one of whose contacts, all that was typed is.

    One or two letters are those of the clients alone: contacts are too many. Where both
    are asked, it is before they are joined: of either alone PostgreSQL asks the index.
    """
    if not typed.strip():
        return clients
    sought = pieces(typed)
    if not sought:
        return clients.none()
    if not _may_be_contacts(sought):
        return _holding(clients, sought)
    themselves = _holding(Client.objects.order_by(), sought).values("pk")
    theirs = _holding(Contact.objects.order_by(), sought).values("client")
    return clients.filter(pk__in=themselves.union(theirs))


def through(clients: Sequence[Client], typed: str) -> dict[int, Through]:
    """By what those of ``clients`` were found whose row does not show it, by their id."""
    sought = pieces(typed)
    found = {
        each.pk: Through(legal_name=each.legal_name)
        for each in clients
        if _holds(each.findable, sought)
        and not _holds(findable(each.name, each.date_of_birth), sought)
    }
    others = [each.pk for each in clients if not _holds(each.findable, sought)]
    for contact in _holding(Contact.objects.filter(client__in=others), sought):
        before = found.get(contact.client_id, Through()).contacts
        found[contact.client_id] = Through(contacts=(*before, contact))
    return found


def _may_be_contacts(sought: list[str]) -> bool:
    return len("".join(sought).replace(" ", "")) >= SHORT


def _holds(text: str, sought: list[str]) -> bool:
    return all(piece in text for piece in sought)


def _holding(rows: Rows, sought: list[str]) -> Rows:
    return rows.filter(*(Q(findable__contains=piece) for piece in sought))
