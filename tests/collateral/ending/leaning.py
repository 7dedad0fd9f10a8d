"""What leans on a release that ends, and what became of it."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Authority, Client, Contact
from collateral import ending
from collateral.models import Participant, Session
from practice.models import User
from releases.models import Mark, Release, Signature
from tests.clock import DAY, afternoon
from tests.refusals import settle
from tests.signed import by_acts, draft_for

SOON, LATER = afternoon(7), afternoon(60)


def on_screen(
    contact: Contact, by: User, starts: int = 0, ends: int = 180
) -> tuple[Release, list[Session]]:
    """Have a release signed that starts and ends so many days from today."""
    today = timezone.localdate()
    draft = draft_for(
        contact, by, effective_on=today + starts * DAY, expires_on=today + ends * DAY
    )
    return ending.sign(draft, typed_by(contact.client), by)


def typed_by(client: Client) -> Signature:
    name = client.legal_name
    return Signature(signer=name, capacity="client", mark=Mark.TYPED, typed_name=name)


def statuses() -> list[str]:
    """Of all sessions, in order of time. Nobody sits uncovered in any."""
    settle()
    assert not Participant.objects.uncovered().exists()
    return list(
        Session.objects.order_by("during__startswith").values_list("status", flat=True)
    )


def kinds() -> list[str]:
    """Of all that was done, in order."""
    return list(by_acts().values_list("kind", flat=True))


def closing(letters: Authority) -> str:
    """Where it is said that ``letters`` end."""
    return reverse("authority_closing", args=[letters.pk])


def ended(browser: Browser, papers: Authority, why: str = "taken back") -> Any:
    """What whoever looked at the page first gets."""
    seen = browser.get(closing(papers)).context["seen"]
    return browser.post(closing(papers), {"reason": why, "seen": seen}, follow=True)
