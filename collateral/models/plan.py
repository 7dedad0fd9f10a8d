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
    PERFORM FROM collateral_wish AS wish
        JOIN collateral_session AS session
            ON session.id = NEW.session_id AND session.client_id = wish.client_id
        JOIN collateral_participant AS seat
            ON seat.session_id = session.id AND seat.contact_id = wish.contact_id
        WHERE wish.id = NEW.wish_id AND wish.closed_at IS NULL
        FOR SHARE OF wish FOR KEY SHARE OF session;
    IF NOT FOUND THEN
        RAISE 'plan % is from no open wish', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_from_an_open_wish';
    END IF;
    RETURN NEW;
END
"""
# Else what waits for the client's word would wait for nothing.
KEEPS_ITS_WISH = """
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.session_id = OLD.session_id
        AND NEW.wish_id IS NOT DISTINCT FROM OLD.wish_id
    THEN
        RETURN NEW;
    END IF;
    RAISE 'a plan stays with the wish it began with' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'plan_keeps_its_wish';
END
"""
KEEPS_ITS_CLIENT = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_sharedsessionplan AS plan
        WHERE plan.session_id = NEW.id AND (wish_id IS NOT NULL OR EXISTS (
            SELECT FROM collateral_planversion WHERE plan_id = plan.session_id
        ))
    ) THEN
        RAISE 'session % has a plan of its client', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_keeps_its_client';
    END IF;
    RETURN NEW;
END
"""
STAYS = "A plan stays with the wish it began with, and with its session."


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
                    "This wish was closed, or is for someone who does not join. Write "
                    "down a new one if it is wanted again."
                ),
            ),
            Trigger(
                name="plan_keeps_its_wish",
                fires="BEFORE UPDATE OR DELETE",
                when="OLD.wish_id IS NOT NULL",
                body=KEEPS_ITS_WISH,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="plan_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=KEEPS_ITS_WISH,
                raises=["plan_keeps_its_wish"],
                violation_error_message=STAYS,
            ),
            Trigger(
                name="plan_keeps_its_client",
                on="collateral.Session",
                fires="BEFORE UPDATE OF client_id",
                when="NEW.client_id <> OLD.client_id",
                body=KEEPS_ITS_CLIENT,
                violation_error_message="The plan of this session is of its client.",
            ),
            *OF_PLANS,
            *WITH_APPROVAL,
        ]

    def __str__(self) -> str:
        return f"plan of session {self.pk}"
