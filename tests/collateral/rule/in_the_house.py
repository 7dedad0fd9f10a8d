"""What a house under load is asked, each in a process of its own: prints JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta

from django.core.management import call_command
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, EventKind
from collateral.models import Participant, SharedSessionPlan
from practice.models import Role
from tests.cast import client_of, contact_of, user
from tests.environment import pytest_configure
from tests.signed import sign

PEOPLE = 4


def laid() -> None:
    """Clinicians who are signed in, each with a client and a contact who is covered."""
    pytest_configure()
    now, today = timezone.now(), timezone.localdate()
    found = []
    for number in range(PEOPLE):
        clinician = user(f"c{number}", "Dr. Ada Okafor", Role.CLINICIAN)
        contact = contact_of(client_of(clinician, "Jordan Reyes"), "Ben Hart")
        sign(contact, now, now + timedelta(360), agreed=True)
        browser = Browser()
        browser.force_login(clinician)
        found.append(
            {
                "session": browser.cookies["sessionid"].value,
                "contact": contact.pk,
                "path": reverse("booking", args=[contact.client_id]),
                "first_day": (today + timedelta(3)).isoformat(),
            }
        )
    print(json.dumps(found))  # noqa: T201


def booked() -> None:
    """How often each mark was booked, how many seats and events there are of sessions, and
    whether the history is whole: raises where it is not.
    """
    call_command("verify", stdout=sys.stderr)
    sessions = SharedSessionPlan.objects.values_list("topics", flat=True)
    told = ConsentEvent.objects.filter(kind=EventKind.BOOKED).count()
    seats = Participant.objects.count()
    print(json.dumps([Counter(sessions), seats, told]))  # noqa: T201
