"""An invitation to work here, which lets one person in, once."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from practice.addresses import email_address
from practice.calendars.models import HASHED
from practice.database.triggers import IS_FINAL, Trigger, happens_now
from practice.people.roles import Role

LONGEST = timedelta(days=7)

# What became of it is noted once, as it happens; while it is open, its address may be
# another.
ENDS_ONCE = """
DECLARE
    open text[] := '{used_at,user_id,withdrawn_at,withdrawn_by_id,token_sha256,mail_failed_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.used_at IS NULL AND OLD.withdrawn_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND (NEW.used_at IS NULL OR OLD.expires_at > clock_timestamp())
        AND coalesce(NEW.used_at, NEW.withdrawn_at, clock_timestamp()) BETWEEN
            clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'invitation % came to its end', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'invitation_ends_once';
END
"""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Those whom the practice has asked to join."""

    def open(self) -> InvitationQuerySet:
        """Those that came to no end of their own, but for their time."""
        return self.filter(used_at=None, withdrawn_at=None)

    def standing(self) -> InvitationQuerySet:
        """Those by which somebody may still join."""
        return self.open().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """That somebody is to work here, and as what. Of what its address holds, only the
    hash is kept.
    """

    name = models.CharField("full name", max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    email = models.CharField(
        "e-mail", max_length=254, blank=True, default="", validators=[email_address]
    )
    token_sha256 = models.CharField(max_length=64, editable=False)
    # Nobody, of an admin who was invited by whoever has the machine itself.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    invited_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    mail_failed_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="invitation",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-invited_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_has_a_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Say who is to join.",
            ),
            models.CheckConstraint(
                name="invitation_has_a_role",
                condition=Q(role__in=Role.values),
                violation_error_message="Choose a role.",
            ),
            models.CheckConstraint(
                name="invitation_by_someone_or_of_an_admin",
                condition=Q(invited_by__isnull=False) | Q(role=Role.ADMIN),
                violation_error_message="Say who invites them.",
            ),
            models.CheckConstraint(
                name="invitation_address_is_hashed",
                condition=Q(token_sha256__regex=HASHED),
                violation_error_message="Of an address, its hash is kept.",
            ),
            models.UniqueConstraint(
                name="invitation_known_by_its_address",
                fields=["token_sha256"],
                violation_error_message="This address is another invitation's.",
            ),
            models.CheckConstraint(
                name="invitation_lasts_a_week",
                condition=Q(expires_at__gt=F("invited_at"))
                & Q(expires_at__lte=F("invited_at") + LONGEST),
                violation_error_message="An invitation lasts for a week at most.",
            ),
            models.CheckConstraint(
                name="invitation_used_by_someone",
                condition=Q(used_at=None, user=None)
                | Q(used_at__isnull=False, user__isnull=False),
                violation_error_message="Say who joined by it.",
            ),
            models.CheckConstraint(
                name="invitation_withdrawn_by_someone",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message="Say who withdrew it.",
            ),
            models.CheckConstraint(
                name="invitation_used_or_withdrawn",
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                violation_error_message="It was withdrawn, and lets nobody in.",
            ),
            happens_now(
                "invitation_is_made_now",
                "BEFORE INSERT",
                "invited_at",
                "An invitation is noted as it is made.",
            ),
            Trigger(
                name="invitation_ends_once",
                fires="BEFORE UPDATE OR DELETE",
                body=ENDS_ONCE,
                violation_error_message="This invitation was used, withdrawn, or has run out.",
            ),
            Trigger(
                name="invitations_are_kept",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message="What was written here stays as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def has_run_out(self) -> bool:
        return self.expires_at <= timezone.now()
