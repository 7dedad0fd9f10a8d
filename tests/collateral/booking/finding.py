"""A session whose time is to be found, and the times that are."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.finder import Offer
from collateral.gate import Proposal
from practice.models import Room
from practice.spans import span
from releases.models import Format, Place
from tests.clock import DAY, FIFTY, local


def monday(clock: str = "00:00") -> datetime:
    """A Monday that is ahead, whatever today is."""
    today = timezone.localdate()
    day = today + (14 - today.weekday()) * DAY
    return local(f"{day} {clock}")


def wanted(
    client: Client,
    *contacts: Contact,
    room: Room | None = None,
    length: timedelta = FIFTY,
    **told: object,
) -> Proposal:
    """A session with them, as long as that; when is not said yet."""
    now = timezone.now()
    return Proposal(
        client=client,
        contacts=contacts,
        clinician=client.clinician,
        during=span(now, now + length),
        room=room,
        format=str(told.get("format", Format.JOINT)),
        place=Place.IN_PERSON if room else Place.VIDEO,
        topics=tuple(told.get("topics", ())),  # type: ignore[arg-type]
    )


def said(found: list[Offer]) -> list[str]:
    """Such as ``Tue 09:00``."""
    return [f"{timezone.localtime(each.start):%a %H:%M}" for each in found]
