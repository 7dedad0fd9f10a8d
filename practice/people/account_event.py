"""What became of somebody's account: by whom, and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from practice.database.triggers import (
    LAYS_THE_PAST,
    Trigger,
    happens_now,
    written_once,
)
from practice.people.roles import Role


class AccountEventKind(models.TextChoices):
    """What happened."""

    ROLE_CHANGED = "role_changed", "Role changed"
    DEACTIVATED = "deactivated", "May not sign in any more"
    LET_BACK_IN = "let_back_in", "May sign in again"
    FACTORS_TAKEN = "factors_taken", "Second factors taken away, as lost"


class MadeSure(models.TextChoices):
    """How an admin made sure that it was they who had lost a second factor."""

    IN_PERSON = "in_person", "In person, known to the admin or by a photo ID"
    CALLED_BACK = "called_back", "Called at the number that the practice had before"
    VIDEO = "video", "On a video call, known to the admin"
    UNSAID = "unsaid", "Not written, as that was not asked yet"


ASKED = [each for each in MadeSure if each != MadeSure.UNSAID]
IS_SAID = """
BEGIN
    RAISE 'how somebody made sure who asks is not said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'lost_factors_say_who_asked';
END
"""
KINDS = AccountEventKind
# Asked at commit: the account changes, and who changed it is written, in either order.
IS_RECORDED = f"""
DECLARE
    wanted text[] := array_remove(ARRAY[
        CASE WHEN NEW.role <> OLD.role THEN '{KINDS.ROLE_CHANGED}' END,
        CASE WHEN NEW.is_active <> OLD.is_active THEN
            CASE WHEN NEW.is_active THEN '{KINDS.LET_BACK_IN}' ELSE '{KINDS.DEACTIVATED}' END
        END
    ], NULL);
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM unnest(wanted) AS kind WHERE NOT EXISTS (
            SELECT FROM practice_accountevent AS event
            WHERE event.user_id = NEW.id AND event.kind = kind.kind
                AND event.before = OLD.role AND event.role = NEW.role
                AND event.at >= now() - interval '1 minute'
        )
    ) THEN
        RAISE 'who changed account % is not written', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'account_change_is_recorded';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608 (codes of our own)


class AccountEvent(models.Model):
    """One change of somebody's account: what their role was ``before``, and is since."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="account_events"
    )
    kind = models.CharField(max_length=20, choices=AccountEventKind)
    before = models.CharField(max_length=20, choices=Role)
    role = models.CharField(max_length=20, choices=Role)
    made_sure = models.CharField(
        "how you made sure that it is they who ask",
        max_length=20,
        choices=MadeSure,
        blank=True,
        default="",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="account_event_has_a_kind",
                condition=Q(kind__in=AccountEventKind.values),
                violation_error_message="Say what happened.",
            ),
            models.CheckConstraint(
                name="account_event_by_another",
                condition=~Q(by=F("user")),
                violation_error_message="Nobody changes their own account. Ask another admin.",
            ),
            models.CheckConstraint(
                name="account_event_of_a_role",
                condition=Q(before__in=Role.values, role__in=Role.values)
                & (
                    Q(kind=AccountEventKind.ROLE_CHANGED) & ~Q(before=F("role"))
                    | ~Q(kind=AccountEventKind.ROLE_CHANGED) & Q(before=F("role"))
                ),
                violation_error_message="Choose another role than the one before.",
            ),
            models.CheckConstraint(
                name="account_event_made_sure",
                condition=Q(
                    kind=AccountEventKind.FACTORS_TAKEN, made_sure__in=MadeSure.values
                )
                | ~Q(kind=AccountEventKind.FACTORS_TAKEN) & Q(made_sure=""),
                violation_error_message="Say how you made sure that it is they who ask.",
            ),
            Trigger(
                name="lost_factors_say_who_asked",
                fires="BEFORE INSERT",
                when=f"NEW.made_sure = '{MadeSure.UNSAID}'",
                body=IS_SAID,
                violation_error_message="Say how you made sure that it is they who ask.",
            ),
            happens_now(
                "account_event_is_written_now",
                "BEFORE INSERT",
                "at",
                "What happens is written as it happens.",
            ),
            Trigger(
                name="account_change_is_recorded",
                fires="AFTER UPDATE OF role, is_active",
                when="NEW.role <> OLD.role OR NEW.is_active <> OLD.is_active",
                body=IS_RECORDED,
                deferred=True,
                on="practice.User",
                violation_error_message="Who changes an account is written down.",
            ),
            *written_once("account_event_is_final", "account_events_are_kept"),
        ]

    def __str__(self) -> str:
        return f"account event {self.pk}"
