"""That a release in force no longer permits something, since a part of it was revoked."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from practice.formats import say_day_short_year
from practice.spans import local_day
from releases.parts import parts_of, say_parts


def revoked(contact: Contact, release: Any, what: str) -> str:
    """The sentence, where ``release``, found with its evidence, permitted ``what`` once;
    else nothing.
    """
    parts = parts_of(release, timezone.now())
    since = min(
        (at for at, ended in parts.ended.items() if what in ended), default=None
    )
    if since is None:
        return ""
    day = say_day_short_year(local_day(since))
    return (
        f"{contact.name}’s release no longer covers {say_parts([what])}, since {day}. "
        f"What remains: {parts.remaining}."
    )
