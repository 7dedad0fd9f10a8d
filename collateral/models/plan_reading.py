"""A plan that was handed over to be read alone, and answered: which version, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from collateral.models.plan_version import PlanVersion
from practice.database.triggers import Trigger, written_once
from releases.models import SigningSession

OF_ITS_CLIENT = """
BEGIN
    PERFORM FROM releases_signingsession AS signing
        JOIN collateral_planversion AS version ON version.id = NEW.version_id
        JOIN collateral_session AS session
            ON session.id = version.plan_id AND session.client_id = signing.client_id
        WHERE signing.id = NEW.signing_id
            AND signing.draft_id IS NULL AND signing.form_kind = '';
    IF NOT FOUND THEN
        RAISE 'version % is not of whom room % is about', NEW.version_id, NEW.signing_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_is_of_its_client';
    END IF;
    RETURN NEW;
END
"""
SAYS_WHICH = """
BEGIN
    PERFORM FROM collateral_planreading WHERE signing_id = NEW.id;
    IF NOT FOUND THEN
        RAISE 'room % is for nothing', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signing_session_says_which_plan';
    END IF;
    RETURN NULL;
END
"""
# The very version that was read, or one written with it, word for word; while the room is
# open.
WAS_READ = """
BEGIN
    PERFORM FROM collateral_planreading AS reading
        JOIN collateral_planversion AS read ON read.id = reading.version_id
        JOIN collateral_planversion AS version ON version.id = NEW.version_id
        JOIN releases_signingsession AS signing ON signing.id = reading.signing_id
        WHERE reading.signing_id = NEW.read_in_id AND reading.who = NEW.who
            AND signing.ended_at IS NULL
            AND coalesce(read.written_with_id, read.id)
                = coalesce(version.written_with_id, version.id);
    IF NOT FOUND THEN
        RAISE 'version % was not read on a screen', NEW.version_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'approval_on_a_screen_was_read';
    END IF;
    RETURN NEW;
END
"""

OF_APPROVALS = [
    Trigger(
        name="approval_on_a_screen_was_read",
        fires="BEFORE INSERT",
        when="NEW.how = 'tablet'",
        body=WAS_READ,
        violation_error_message="Hand the screen over: they approve what they read on it.",
    ),
]


class Approver(models.TextChoices):
    """Who reads a plan, and approves it."""

    CLIENT = "client", "The client"
    CONSENTER = "consenter", "Whoever consents to the client’s care"


class PlanReading(models.Model):
    """What is read in a room that is for no paper. How it ended says what came of it:
    approved, or wanted otherwise (``refused``).
    """

    signing = models.OneToOneField(
        SigningSession, models.PROTECT, primary_key=True, related_name="+"
    )
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="readings")
    who = models.CharField("who reads it", max_length=20, choices=Approver)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reading_says_who",
                condition=Q(who__in=Approver.values),
                violation_error_message="Say who reads the plan.",
            ),
            Trigger(
                name="reading_is_of_its_client",
                fires="BEFORE INSERT",
                body=OF_ITS_CLIENT,
                violation_error_message="Hand over a plan of this client’s.",
            ),
            Trigger(
                name="signing_session_says_which_plan",
                on="releases.SigningSession",
                fires="AFTER INSERT",
                when="NEW.draft_id IS NULL AND NEW.form_kind = ''",
                body=SAYS_WHICH,
                deferred=True,
                violation_error_message="Say which plan is handed over.",
            ),
            *written_once("reading_is_final", "reading_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"version {self.version_id} read in room {self.signing_id}"
