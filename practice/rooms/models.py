"""What became of a room: by whom, and when."""

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


class RoomChangeKind(models.TextChoices):
    """What happened."""

    ADDED = "added", "Added"
    RENAMED = "renamed", "Renamed"
    CLOSED = "closed", "Closed"
    OPENED = "opened", "Opened again"


KINDS = RoomChangeKind
# Asked at commit: the room changes, and who changed it is written, in either order.
IS_RECORDED = f"""
DECLARE
    wanted text[] := array_remove(ARRAY[
        CASE WHEN NEW.name <> OLD.name THEN '{KINDS.RENAMED}' END,
        CASE WHEN NEW.closed_at IS DISTINCT FROM OLD.closed_at THEN
            CASE WHEN NEW.closed_at IS NULL THEN '{KINDS.OPENED}' ELSE '{KINDS.CLOSED}' END
        END
    ], NULL);
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM unnest(wanted) AS kind WHERE NOT EXISTS (
            SELECT FROM practice_roomchange AS change
            WHERE change.room_id = NEW.id AND change.kind = kind.kind
                AND change.before = OLD.name AND change.name = NEW.name
                AND change.at >= now() - interval '1 minute'
        )
    ) THEN
        RAISE 'who changed room % is not written', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'room_change_is_recorded';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608 (codes of our own)


class RoomChange(models.Model):
    """One change of a room: what it was called ``before``, and is since."""

    room = models.ForeignKey(
        "practice.Room", models.PROTECT, related_name="changes", editable=False
    )
    kind = models.CharField(max_length=20, choices=RoomChangeKind)
    before = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="room_change_has_a_kind",
                condition=Q(kind__in=RoomChangeKind.values),
                violation_error_message="Say what happened.",
            ),
            models.CheckConstraint(
                name="room_change_of_a_name",
                condition=Q(kind=KINDS.ADDED, before="")
                | Q(kind=KINDS.RENAMED) & ~Q(before=F("name"))
                | Q(kind__in=[KINDS.CLOSED, KINDS.OPENED], before=F("name")),
                violation_error_message="Choose another name than the one before.",
            ),
            happens_now(
                "room_change_is_written_now",
                "BEFORE INSERT",
                "at",
                "What happens is written as it happens.",
            ),
            Trigger(
                name="room_change_is_recorded",
                fires="AFTER UPDATE OF name, closed_at",
                when="NEW.name <> OLD.name OR NEW.closed_at IS DISTINCT FROM OLD.closed_at",
                body=IS_RECORDED,
                deferred=True,
                on="practice.Room",
                violation_error_message="Who changes a room is written down.",
            ),
            *written_once("room_change_is_final", "room_changes_are_kept"),
        ]

    def __str__(self) -> str:
        return f"room change {self.pk}"
