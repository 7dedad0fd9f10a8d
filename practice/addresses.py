"""Addresses by which people are reached."""

from __future__ import annotations

import re
import unicodedata

from django.core.validators import validate_email

# RFC 6531 lets letters of every script stand before the @, where RFC 5322 has ASCII's.
OTHER_LETTERS = re.compile(r"[^\W\x00-\x7f]")


def email_address(text: str) -> None:
    """As Django asks it, and of letters of every script."""
    local, at, domain = unicodedata.normalize("NFC", text).rpartition("@")
    validate_email(OTHER_LETTERS.sub("x", local) + at + domain)
