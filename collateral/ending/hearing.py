"""What becomes of each session in which a contact hears of what is revoked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Prefetch

from clients.models import Contact
from collateral.ending import ripple
from collateral.models import Session, SessionTopic
from practice.formats import say_span
from practice.models import User
from releases.models import Release
from releases.parts import say_parts


class Fate(models.TextChoices):
    """As whoever revokes decides."""

    HOLD = "hold", "Put it on hold"
    LOSE = "lose", "Let it go on without what is revoked"


def name_of(session: Session) -> str:
    """Of the field that asks about ``session``."""
    return f"session_{session.pk}"


def hearing_in(releases: Iterable[Release], contact: Contact) -> list[Session]:
    """The sessions that lean on ``releases`` and in which ``contact`` hears of something,
    soonest first.
    """
    heard = SessionTopic.objects.filter(contact=contact).order_by("pk")
    leaning = ripple.of_ending_all(releases)
    sessions = leaning.filter(pk__in=heard.values("participant__session"))
    topics = Prefetch("participants__topics", heard, to_attr="heard")
    return list(sessions.prefetch_related("participants", topics))


def field_for(session: Session, user: User) -> forms.ChoiceField:
    """Asks what becomes of ``session``; and says what it is about to a clinician, as the
    plan is nobody else's to read.
    """
    seats: Iterable[Any] = session.participants.all()
    about = say_parts(topic.topic for seat in seats for topic in seat.heard)
    about = f"about {about}" if user.is_clinician else "if it is about what is revoked"
    return forms.ChoiceField(
        label=f"{say_span(session.during)}, {about}",
        choices=Fate,
        initial=Fate.HOLD,
        required=False,
        widget=forms.RadioSelect,
    )
