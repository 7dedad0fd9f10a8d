"""Somebody invited to work here, past the page; and a browser on the way in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client as Browser

from practice.models import Invitation, Role, User
from practice.people.inviting import fresh_invitation, path_of

CHOSEN = {
    "username": "lena",
    "new_password": "seven plums under a chair",
    "again": "seven plums under a chair",
}


def invitation_of(
    by: User | None, *, ago: timedelta = timedelta(), **said: Any
) -> tuple[Invitation, str]:
    """Lena's, unless it is ``said`` otherwise, and where it leads to."""
    made, token = fresh_invitation(by)
    who = {"name": "Dr. Lena Park", "role": Role.CLINICIAN, **said}
    for name, value in who.items():
        setattr(made, name, value)
    made.invited_at -= ago
    made.expires_at -= ago
    made.save(force_insert=True)
    return made, path_of(token)


def at_the_door(path: str) -> Browser:
    """A browser of nobody's, in which the invitation was opened."""
    browser = Browser()
    assert browser.post(path).headers["Location"] == "/join/"
    return browser
