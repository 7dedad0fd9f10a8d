"""What a shared session is for. Clinical text: for the clinician's eyes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from collateral.models.plan_approved import OF_PLANS as WITH_APPROVAL
from collateral.models.screened import OF_PLANS
from collateral.models.session import Session
from collateral.models.wish import Wish
from practice.database.triggers import Trigger
from practice.models import User
from releases.models import Purpose

FROM_AN_OPEN_WISH = """
BEGIN
    PERFORM FROM collateral_wish JOIN collateral_session AS session
        ON session.id = NEW.session_id AND session.client_id = collateral_wish.client_id
        WHERE collateral_wish.id = NEW.wish_id AND closed_at IS NULL;
    IF NOT FOUND THEN
        RAISE 'plan % is from no open wish', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_from_an_open_wish';
    END IF;
    RETURN NEW;
END
"""


class SharedSessionPlanQuerySet(models.QuerySet["SharedSessionPlan"]):
    def visible_to(self, user: User) -> SharedSessionPlanQuerySet:
        """Plans of a clinician's sessions; nobody else reads a plan."""
        if not user.is_clinician:
            return self.none()
        return self.filter(session__in=Session.objects.visible_to(user))


class SharedSessionPlan(models.Model):
    """Why the contacts join, what to talk about, and what to leave out, as it was booked;
    what is written out of it later are its ``versions``.
    """

    session = models.OneToOneField(
        Session, models.PROTECT, primary_key=True, related_name="plan"
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    topics = models.TextField("topics to cover", blank=True, max_length=2000)
    boundaries = models.TextField(
        "boundaries",
        blank=True,
        max_length=2000,
        help_text="What stays out of the room, and how anyone can stop.",
    )
    # From which it was made, if from any.
    wish = models.ForeignKey(
        Wish,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        editable=False,
    )

    objects = SharedSessionPlanQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plan_has_a_purpose",
                condition=models.Q(purpose__in=Purpose.values),
                violation_error_message="Choose why the contacts join.",
            ),
            Trigger(
                name="plan_is_from_an_open_wish",
                fires="BEFORE INSERT OR UPDATE OF wish_id, session_id",
                when="NEW.wish_id IS NOT NULL",
                body=FROM_AN_OPEN_WISH,
                violation_error_message=(
                    "This wish was closed. Write down a new one if it is wanted again."
                ),
            ),
            *OF_PLANS,
            *WITH_APPROVAL,
        ]

    def __str__(self) -> str:
        return f"plan of session {self.pk}"
