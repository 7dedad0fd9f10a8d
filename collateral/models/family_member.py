"""Who of a client's contacts is of the family in therapy, and is expected each time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, happens_now
from practice.models import User

IS_FINAL = """
DECLARE
    leaving text[] := '{left_at,left_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.left_at IS NULL
        AND to_jsonb(NEW) - leaving = to_jsonb(OLD) - leaving
    THEN
        RETURN NEW;
    END IF;
    RAISE 'who was of the family stays on file' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'family_member_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'who was of the family stays on file' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'family_member_is_final';
END
"""
STAYS = "Who was expected in family therapy, and when, stays on file."


class FamilyMemberQuerySet(models.QuerySet["FamilyMember"]):
    def visible_to(self, user: User) -> FamilyMemberQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def expected(self) -> FamilyMemberQuerySet:
        """Those who are of the family now."""
        return self.filter(left_at=None)


class FamilyMember(models.Model):
    """That ``contact`` is expected in family therapy, from ``joined_at`` until they left.

    It lets nobody join: each needs a release of their own, as anyone does.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="family")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="in_family", db_constraint=False
    )
    joined_at = models.DateTimeField(default=timezone.now)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = FamilyMemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="family_member_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose this client's own contacts.",
            ),
            models.UniqueConstraint(
                name="family_member_once",
                fields=["contact"],
                condition=Q(left_at=None),
                violation_error_message="They are of the family already. Look again.",
            ),
            models.CheckConstraint(
                name="family_member_leaves_by_someone",
                condition=Q(left_at=None, left_by=None)
                | Q(left_at__gte=models.F("joined_at"), left_by__isnull=False),
                violation_error_message="Who took them out is recorded with when.",
            ),
            happens_now(
                "family_member_joins_now",
                "BEFORE INSERT",
                "joined_at",
                "Whoever is of the family is so from now on.",
            ),
            Trigger(
                name="family_member_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="family_member_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["family_member_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"family member {self.pk}"
