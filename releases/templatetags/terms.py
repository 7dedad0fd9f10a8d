"""What a release says, for pages to read out."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from releases.terms import Terms
from releases.terms.read_back import read_back as read_back_on

register = template.Library()


@register.filter
def read_back(terms: Terms) -> list[SafeString]:
    """``terms`` in plain sentences, as they stand today."""
    return read_back_on(terms, timezone.localdate())


@register.simple_tag
def filled(sentence: str, **words: Any) -> SafeString:
    """A sentence of a language's file, with what it has a place for."""
    return format_html(sentence, **words)


@register.filter
def own(text: str) -> SafeString:
    """What someone typed, kept to itself, whichever way it runs."""
    return format_html('<span dir="auto">{}</span>', text)


@register.filter
def strong(text: str) -> SafeString:
    """The same, of a name that is to be seen at once."""
    return format_html('<strong dir="auto">{}</strong>', text)
