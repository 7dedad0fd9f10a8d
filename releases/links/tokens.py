"""What makes the address of a link: known to whoever has the link, and to nobody else."""

from __future__ import annotations

from django.urls import reverse


def path_of(token: str) -> str:
    """Where it leads to, on this site."""
    return reverse("link_door", args=[token])


def stop_path_of(token: str) -> str:
    """Where whoever got a reminder wants no more of them."""
    return reverse("reminders_stop", args=[token])
