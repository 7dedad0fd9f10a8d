"""What has been done about a session."""

from __future__ import annotations

from django.db import models


class Status(models.TextChoices):
    """What has been done about a session."""

    SCHEDULED = "scheduled", "Scheduled"
    HELD = "held", "On hold"
    CHECKED_IN = "checked_in", "Checked in"
    COMPLETED = "completed", "Completed"
    CANCELLED = "cancelled", "Cancelled"


# A session of which nobody stated yet who was in the room.
UNCOMPLETED = (Status.SCHEDULED, Status.CHECKED_IN)
# One in any of these stands, and leans on a release for everyone who joins.
STANDING = (*UNCOMPLETED, Status.COMPLETED)
# One in any of these is over, and stays as it was.
OVER = (Status.COMPLETED, Status.CANCELLED)
