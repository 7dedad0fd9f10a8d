"""Reminders of a link that was mailed and is not used, until somebody wants no more."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import BooleanField, F, Func, Q
from django.db.models.functions import Now

from practice.database.triggers import Trigger, happens_now, written_once
from releases.models.reminder_rules import (
    IS_FINAL,
    IS_KEPT,
    IS_WANTED,
    MOST,
    STOPS_ALL,
)
from releases.models.signature_link import HEX, SignatureLink

STAYS = "What became of a reminder stays as it is."


class LinkReminder(models.Model):
    """The first, second or third of ``link``; it says nothing of whom or what.

    Taken before it is mailed, so that it goes once. One that no server took has failed,
    and its number may be tried again. ``stop_sha256`` is of what the address holds by
    which whoever got it stops them.
    """

    link = models.ForeignKey(SignatureLink, models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    stop_sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reminder_at_most_three",
                condition=Q(number__gte=1, number__lte=MOST),
                violation_error_message="A link is reminded of three times at most.",
            ),
            models.UniqueConstraint(
                name="reminder_goes_once",
                fields=["link", "number"],
                condition=Q(failed_at=None),
                violation_error_message="This reminder has gone already.",
            ),
            models.CheckConstraint(
                name="reminder_holds_a_hash",
                condition=Q(stop_sha256__regex=HEX),
                violation_error_message="Of what stops reminders, only its hash is kept.",
            ),
            models.UniqueConstraint(
                name="reminder_is_stopped_by_its_own",
                fields=["stop_sha256"],
                violation_error_message="Each reminder is stopped by an address of its own.",
            ),
            models.CheckConstraint(
                name="reminder_sent_or_failed",
                condition=Q(sent_at=None, failed_at=None)
                | Q(sent_at=None, failed_at__gte=F("taken_at"))
                | Q(failed_at=None, sent_at__gte=F("taken_at")),
                violation_error_message="A reminder was sent, or it failed.",
            ),
            happens_now(
                "reminder_is_taken_now",
                "BEFORE INSERT",
                "taken_at",
                "A reminder goes now, not at a time gone by.",
            ),
            Trigger(
                name="reminder_is_wanted",
                fires="BEFORE INSERT",
                body=IS_WANTED,
                raises=[
                    "reminder_is_of_what_waits",
                    "reminder_not_after_a_stop",
                    "reminder_a_day_apart",
                ],
                violation_error_message="Nobody waits for this reminder.",
            ),
            Trigger(
                name="reminder_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="reminder_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["reminder_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"reminder {self.number} of link {self.link_id}"


class ReminderStopQuerySet(models.QuerySet["ReminderStop"]):
    def of_mailbox(self, address: Any) -> ReminderStopQuerySet:
        """Those that stop what is sent to ``address``, however it is written."""
        same = Func(
            F("link__email"),
            address,
            function="same_email",
            output_field=BooleanField(),
        )
        return self.filter(same)


class ReminderStop(models.Model):
    """Whoever reads the mailbox of ``link`` wants no more reminders there, of any link."""

    link = models.OneToOneField(
        SignatureLink, models.PROTECT, related_name="reminder_stop"
    )
    stopped_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReminderStopQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            happens_now(
                "reminder_stop_is_now",
                "BEFORE INSERT",
                "stopped_at",
                "Reminders are stopped now, not at a time gone by.",
            ),
            Trigger(
                name="reminder_stop_waits_its_turn",
                fires="BEFORE INSERT",
                body=STOPS_ALL,
                violation_error_message="Reminders are stopped one at a time.",
            ),
            *written_once("reminder_stop_is_final", "reminder_stop_is_kept"),
        ]

    def __str__(self) -> str:
        return f"stop of reminders of link {self.link_id}"
