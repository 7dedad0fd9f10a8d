"""Who came to a session, row by row past its page; and as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from clients.models import Contact
from collateral.models import Arrival, Session


def arrival(session: Session, contact: Contact | None = None, **said: Any) -> Arrival:
    """That ``contact`` came to ``session``, or the client; not saved."""
    return Arrival(
        **{
            "session": session,
            "contact": contact,
            "how": "here",
            "recorded_by": session.client.clinician,
            "recorded_at": timezone.now(),
            **said,
        }
    )


def came_to(session: Session, contact: Contact | None = None, **said: Any) -> Arrival:
    """The same, kept."""
    made = arrival(session, contact, **said)
    made.save(force_insert=True)
    return made


def seen(client: str = "", /, **hows: str) -> dict[str, str]:
    """What a browser sends: how the client came, and each contact, by ``how_`` and id."""
    return {**({"how_client": client} if client else {}), **hows}


def how(contact: Contact, says: str = "here") -> dict[str, str]:
    return {f"how_{contact.pk}": says}


# That the client came.
CLIENT = {"how_client": "here"}


def door(session: Session) -> str:
    """Where that is said."""
    return reverse("session_arrival", args=[session.pk])


def standing() -> dict[str, str]:
    """How each came, by name; the client, under none."""
    told = Arrival.objects.standing().select_related("contact")
    return {each.contact.name if each.contact else "": each.how for each in told}
