"""Where each is signed in, and with which browsers they have been before."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from practice.database.triggers import Trigger

GOES_WITH_IT = """
BEGIN
    DELETE FROM practice_signedin WHERE session_key = OLD.session_key;
    RETURN NULL;
END
"""


class SignedIn(models.Model):
    """One session of somebody's, as they would know it again. It goes with the session."""

    session_key = models.CharField(max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="signed_in"
    )
    at = models.DateTimeField(db_default=Now())
    browser = models.CharField(max_length=60)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session_key"],
                name="signed_in_once_a_session",
                violation_error_message="This session is somebody's already.",
            ),
            Trigger(
                name="signed_in_goes_with_its_session",
                on="sessions.Session",
                fires="AFTER DELETE",
                body=GOES_WITH_IT,
                violation_error_message="Nobody is signed in where there is no session.",
            ),
        ]

    def __str__(self) -> str:
        return f"signed in {self.pk}"


class KnownBrowser(models.Model):
    """A browser that somebody signed in with, by a cookie of which the hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    token_sha256 = models.CharField(max_length=64)
    last_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "token_sha256"],
                name="browser_known_once",
                violation_error_message="This browser is known already.",
            ),
            models.CheckConstraint(
                name="browser_token_is_hashed",
                condition=Q(token_sha256__regex="^[0-9a-f]{64}$"),  # noqa: S106
                violation_error_message="Of a browser's token, its hash is kept.",
            ),
        ]

    def __str__(self) -> str:
        return f"browser {self.pk}"
