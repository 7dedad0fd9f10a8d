"""Wishes and stops, row by row past their pages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import Initiator, Stop, Wish


def wish_for(contact: Contact, /, **said: Any) -> Wish:
    """A wish of the client's to bring ``contact`` in, written down by the clinician."""
    return Wish.objects.create(
        **{
            "client": contact.client,
            "contact": contact,
            "initiator": Initiator.CLIENT,
            "words": "I’m considering inviting someone.",
            "asked_on": timezone.localdate(),
            "recorded_by": contact.client.clinician,
            **said,
        }
    )


def stop_with(contact: Contact, /, **said: Any) -> Stop:
    """The client wants no session with ``contact`` for now."""
    return Stop.objects.create(
        **{
            "client": contact.client,
            "contact": contact,
            "said_at": timezone.now(),
            "recorded_by": contact.client.clinician,
            **said,
        }
    )
