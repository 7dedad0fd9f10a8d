"""What makes the address of a link: known to whoever has the link, and to nobody else."""

from __future__ import annotations

import hashlib
import secrets

from django.urls import reverse


def fresh() -> str:
    """32 random bytes, as an address may hold them."""
    return secrets.token_urlsafe(32)


def sha256_of(token: str) -> str:
    """All that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def path_of(token: str) -> str:
    """Where it leads to, on this site."""
    return reverse("link_door", args=[token])


def stop_path_of(token: str) -> str:
    """Where whoever got a reminder wants no more of them."""
    return reverse("reminders_stop", args=[token])
