"""How people and their releases stand, told alike on every page; loaded everywhere."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

from clients.models import Contact
from practice.templatetags.people import born, person
from releases.status import (
    AWAITING,
    CHECKING,
    COVERED,
    ENDS_SOON,
    REFUSED,
    Status,
)

register = template.Library()

# What a template may name that is at hand nowhere else.
KNOWN = {
    status.code: status for status in (AWAITING, CHECKING, COVERED, ENDS_SOON, REFUSED)
}


@register.simple_tag
def chip(status: Status | str, says: str = "") -> SafeString:
    """A status in words, with an icon beside them; ``says`` puts it in other words."""
    if isinstance(status, str):
        status = KNOWN[status]
    if says:
        status = replace(status, label=says)
    return format_html(
        '<span class="status status-{}">{}<span>{}</span></span>',
        status.tone,
        _icon(status.icon),
        status.label,
    )


@register.simple_tag
def draft_chip(draft: Any) -> SafeString:
    """What a prepared release waits for, found as one that awaits its signature."""
    if draft.refused_by:
        return chip(REFUSED, f"{draft.refused_by} refuses to sign")
    if draft.being_checked:
        return chip(CHECKING)
    says = f"Awaiting the signature of {draft.awaits}" if draft.awaits else ""
    return chip(AWAITING, says)


@register.simple_tag
def who(contact: Contact, link: str = "") -> SafeString:
    """A contact's name, perhaps as a link, what they are to the client, and when born."""
    name = person(contact)
    shown = (
        format_html('<a href="{}">{}</a>', link, name)
        if link
        else format_html("<b>{}</b>", name)
    )
    told = ", ".join(filter(None, (contact.relationship, born(contact))))
    return format_html('{} <span class="soft">{}</span>', shown, told)


@register.simple_block_tag
def person_row(
    content: str, contact: Contact, status: Status, link: str = ""
) -> SafeString:
    """A contact with what is beneath the name, and their chip: for a .who or .row-line."""
    return format_html("<div>{}{}</div>{}", who(contact, link), content, chip(status))


@cache
def _icon(name: str) -> str:
    return lucide(name, size=15, stroke_width="2.5", aria_hidden="true")
