"""Where people meet in a session by video."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from collateral.models.session import Session
from practice.database.triggers import Trigger
from releases.models import Place

HTTPS = r"^https://[^\s/]+\S*$"
BY_VIDEO = f"""
BEGIN
    PERFORM FROM collateral_session
        WHERE id = NEW.session_id AND place = '{Place.VIDEO}';
    IF NOT FOUND THEN
        RAISE 'session % is not by video', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'video_link_is_of_a_session_by_video';
    END IF;
    RETURN NEW;
END
"""


class VideoLink(models.Model):
    """Whoever has it can come in: shown on the session's page, and to who joins in their
    reminder. A session that is moved into a room keeps it for when it is moved back.
    """

    session = models.OneToOneField(Session, models.PROTECT, related_name="video_link")
    address = models.CharField(max_length=500)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="video_link_is_https",
                condition=Q(address__regex=HTTPS),
                violation_error_message="Enter an address that begins with https://.",
            ),
            Trigger(
                name="video_link_is_of_a_session_by_video",
                fires="BEFORE INSERT OR UPDATE",
                body=BY_VIDEO,
                violation_error_message="This session is not by video.",
            ),
        ]

    def __str__(self) -> str:
        return f"video link {self.pk}"
