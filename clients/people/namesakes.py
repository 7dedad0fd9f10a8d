"""Two people of one name: said once, where one of them is written down, and let be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from clients.models import Client, ClientQuerySet, Contact
from clients.names import folded

# In the form: the ids of those who are known to be someone else.
OTHERS = "others"


def clients_like(
    names: Iterable[str], born: date, among: ClientQuerySet
) -> list[Client]:
    """Who was born on that day and bears one of ``names``, however it is written."""
    sought = set(map(folded, filter(None, names)))
    return [
        each
        for each in among.filter(date_of_birth=born)
        if sought & {folded(each.legal_name), folded(str(each.name))}
    ]


def contacts_like(contact: Contact, name: str) -> list[Contact]:
    """The client's other contacts of this name, however it is written."""
    others = contact.client.contacts.exclude(pk=contact.pk)
    return [each for each in others if folded(each.name) == folded(name)]


def ask_about_client(form: BaseForm, clients: list[Client]) -> str:
    """As ``_ask``."""
    return _ask(
        form,
        "Another client has this name and birth date",
        [(each.pk, reverse("client", args=[each.pk]), each.name) for each in clients],
    )


def ask_about_contact(form: BaseForm, contacts: list[Contact]) -> str:
    """As ``_ask``."""
    return _ask(
        form,
        "Another contact of this client has this name",
        [
            (each.pk, reverse("contact_edit", args=[each.pk]), each.described)
            for each in contacts
        ],
    )


def _ask(form: BaseForm, who: str, namesakes: list[tuple[int, str, str]]) -> str:
    """Give the form back once with links to the namesakes, each in a tab of its own, as
    nothing typed may be lost. The ids, which it is sent with to be saved anyway.
    """
    known = set(form.data.get(OTHERS, "").split())
    ids = [str(pk) for pk, _, _ in namesakes]
    if not known.issuperset(ids):
        form.add_error(None, _sentence(who, namesakes))
    return " ".join(ids)


def _sentence(who: str, namesakes: list[tuple[int, str, str]]) -> SafeString:
    links = format_html_join(
        ", ",
        '<a href="{}" target="_blank"><bdi>{}</bdi></a>',
        ((address, called) for _, address, called in namesakes),
    )
    return format_html(
        "{}: {} (opens in a new tab). If this is someone else, save anyway.", who, links
    )
