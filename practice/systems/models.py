"""Another program of the practice, and the token by which it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from practice.database.triggers import IS_FINAL, Trigger

if TYPE_CHECKING:
    from practice.models import User

# That it was withdrawn is written once; nothing else changes.
ONLY_WITHDRAWN = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id'
            = to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id'
    THEN
        RETURN NEW;
    END IF;
    RAISE '% is written once', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END
"""


class SystemQuerySet(models.QuerySet["System"]):
    """Programs that may ask, or might once."""

    def in_use(self) -> SystemQuerySet:
        return self.filter(withdrawn_at=None)

    def withdraw(self, by: User) -> int:
        """They ask nothing more from this moment; how many there were."""
        told = {"withdrawn_at": timezone.now(), "withdrawn_by": by}
        return self.in_use().update(**told)

    def in_use_first(self) -> SystemQuerySet:
        """Those that may ask by name, then the others, the last to be withdrawn first."""
        return self.order_by(F("withdrawn_at").desc(nulls_first=True), "name", "pk")


class System(models.Model):
    """Another program, such as a scheduler, that may ask whether a session may happen.

    Its token is shown once; all that is kept of it is ``token_sha256``. It holds until an
    admin withdraws it, and a program that is to ask again after that is another one.
    """

    name = models.CharField(max_length=80)
    token_sha256 = models.CharField(max_length=64, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    issued_at = models.DateTimeField(editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = SystemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="system_has_a_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Say which program it is.",
            ),
            models.UniqueConstraint(
                name="system_named_once",
                fields=["name"],
                condition=Q(withdrawn_at=None),
                violation_error_message="A program of this name has a token already. Withdraw it first, or choose another name.",
            ),
            models.UniqueConstraint(
                name="system_known_by_its_token",
                fields=["token_sha256"],
                violation_error_message="This token is another program's.",
            ),
            models.CheckConstraint(
                name="system_withdrawn_by_someone",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message="Say who withdrew it.",
            ),
            Trigger(
                name="system_is_only_withdrawn",
                fires="BEFORE UPDATE OR DELETE",
                body=ONLY_WITHDRAWN,
                violation_error_message="What was issued can only be withdrawn, once.",
            ),
            Trigger(
                name="systems_are_kept",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message="What was issued can only be withdrawn, once.",
            ),
        ]

    def __str__(self) -> str:
        return f"system {self.pk}"
