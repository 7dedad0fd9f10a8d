"""What a release says, for pages to read out."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from releases.terms import Terms
from releases.terms.read_back import read_back as read_back_on

register = template.Library()


@register.filter
def read_back(terms: Terms) -> list[SafeString]:
    """``terms`` in plain sentences, as they stand today."""
    return read_back_on(terms, timezone.localdate())
