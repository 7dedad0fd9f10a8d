"""A small practice, and someone who acts in it at random."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import Role, User
from practice.spans import span
from releases.models import FormKind, Release
from tests.cast import client_of, contact_of, user
from tests.clock import MINUTE
from tests.formed import form_signed
from tests.practice.calendars.conftest import kept

AHEAD = 60  # days in which sessions are booked


@dataclass
class Practice:
    """Few enough clients that everyone is in everyone's way."""

    clinicians: list[User]
    clients: list[Client]
    contacts: list[Contact]

    @classmethod
    def opened(cls) -> Practice:
        clinicians = [user(f"c{n}", "Ada Okafor", Role.CLINICIAN) for n in range(4)]
        clients = [client_of(each, "Jordan Reyes") for each in clinicians * 2]
        contacts = [contact_of(each, "Ben Hart") for each in clients * 2]
        for each in clinicians:
            kept(each, f"https://calendar.example/{each.pk}.ics")
        for contact in contacts:
            form_signed(contact.client, FormKind.ACKNOWLEDGEMENT, contact)
        return cls(clinicians, clients, contacts)


class Someone:
    """One of the crowd, whose choices follow from their number alone."""

    def __init__(self, practice: Practice, number: int) -> None:
        self.practice = practice
        self.chance = random.Random(number)  # noqa: S311 (a test that repeats itself)

    def contact(self) -> Contact:
        return self.chance.choice(self.practice.contacts)

    def session(self, *statuses: str) -> Session | None:
        wanted = Session.objects.select_related("client")
        if statuses:
            wanted = wanted.filter(status__in=statuses)
        found = list(wanted.order_by("-pk").values_list("pk", flat=True)[:200])
        return wanted.filter(pk=self.chance.choice(found)).first() if found else None

    def release(self) -> Release | None:
        theirs = Release.objects.filter(contact=self.contact(), in_force__isnull=False)
        return theirs.select_related("contact", "client").order_by("-pk").first()

    def time(self) -> Any:
        """Any quarter of an hour of sixty days; now and then one that has begun."""
        quarters = self.chance.choice([0, *[self.chance.randrange(AHEAD * 24 * 4)] * 7])
        start = timezone.now() - MINUTE + quarters * 15 * MINUTE
        return span(start, start + self.chance.choice([25, 50, 90]) * MINUTE)
