"""A plan handed over to be read alone, what is sent of it, and how that ended."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from collateral.models import PlanVersion, Session
from releases.models import SigningSession

YES, NOT_SO = {"answer": "yes"}, {"answer": "not_so"}


def approval(session: Session) -> str:
    return reverse("plan_approval", args=[session.pk])


def hand_over(browser: Browser, session: Session, who: str = "client") -> Any:
    newest = PlanVersion.objects.newest_of(session.pk)
    sent = {"number": newest and newest.number, "who": who, "how": "tablet"}
    return browser.post(approval(session), sent)


def how(signing: SigningSession) -> str:
    """How it ended, if it did."""
    signing.refresh_from_db()
    return signing.ended_how
