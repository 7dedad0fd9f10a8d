"""By whom a session was cancelled, and why, in codes. The words are in the history."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from collateral.models.session import Session
from practice.database.triggers import Trigger, happens_now, written_once


class Whose(models.TextChoices):
    """Who called it off, or did not come."""

    CLIENT = "client", "The client"
    CONTACT = "contact", "Somebody who was to join"
    PRACTICE = "practice", "We did"


class Why(models.TextChoices):
    """The reasons that are told most often."""

    NO_SHOW = "no_show", "Did not come"
    UNWANTED = "unwanted", "Does not want it today"
    ILL = "ill", "Ill"
    ANOTHER_DAY = "another_day", "Another day suits better"
    HINDERED = "hindered", "Weather, traffic or an emergency"
    NOT_COVERED = "not_covered", "No release covers it"
    OTHER = "other", "Something else"


FOLLOWS = """
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.session_id AND status = 'cancelled';
    IF NOT FOUND THEN
        RAISE 'session % was not cancelled', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'cancellation_of_its_session';
    END IF;
    RETURN NEW;
END
"""
THEIRS = "Say whether the client did not come, or somebody who was to join."


class Cancellation(models.Model):
    """That ``session`` was called off by ``whose``. It says nothing of any release."""

    session = models.OneToOneField(
        Session, models.PROTECT, related_name="cancellation", primary_key=True
    )
    whose = models.CharField("who called it off", max_length=20, choices=Whose)
    why = models.CharField("why", max_length=20, choices=Why)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cancellation_says_by_whom_and_why",
                condition=Q(whose__in=Whose.values, why__in=Why.values),
                violation_error_message="Say who called it off, and why.",
            ),
            models.CheckConstraint(
                name="cancellation_of_who_did_not_come",
                condition=~Q(why=Why.NO_SHOW, whose=Whose.PRACTICE),
                violation_error_message=THEIRS,
            ),
            Trigger(
                name="cancellation_of_its_session",
                fires="BEFORE INSERT",
                body=FOLLOWS,
                violation_error_message="Only a session that was cancelled has this.",
            ),
            happens_now(
                "cancellation_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "A session is cancelled now.",
            ),
            *written_once("cancellation_is_final", "cancellation_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"cancellation {self.pk}"
