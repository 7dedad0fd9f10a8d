"""How releases stand, told alike on every page; in every template without loading."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

from releases.status import AWAITING, COVERED, ENDS_SOON, Status

register = template.Library()

# What a template may name that is at hand nowhere else.
KNOWN = {status.code: status for status in (AWAITING, COVERED, ENDS_SOON)}


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


@cache
def _icon(name: str) -> str:
    return lucide(name, size=15, stroke_width="2.5", aria_hidden="true")
