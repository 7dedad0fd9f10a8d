"""That an older backup took the place of what was newer: told until someone says why."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from clients.law.signers import Capacity
from practice.database.triggers import IS_FINAL, Trigger, written_once
from releases.models.grant import Grant
from releases.models.revocation import Manner, Revocation

# Explained once; nothing else changes.
RESTORATION_IS_FINAL = """
DECLARE
    answer text[] := '{explained_by_id,explained_at,why}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.explained_at IS NULL
        AND to_jsonb(NEW) - answer = to_jsonb(OLD) - answer
    THEN
        RETURN NEW;
    END IF;
    RAISE 'restoration % stays as it is', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'restoration_is_final';
END
"""
STAYS = "What was lost, and why, stays as it is."


class RestorationQuerySet(models.QuerySet["Restoration"]):
    def unexplained(self) -> RestorationQuerySet:
        """Those of which nobody has said why."""
        return self.filter(explained_at=None)


class Restoration(models.Model):
    """Noticed as a backup was restored: more had happened than is in it.

    Admins see it on every page until one of them says why. Made by
    ``releases.restored.lost`` alone; one that lost nothing is none.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    # When the newest of the consent history was that came back; null if none did.
    until = models.DateTimeField(null=True, editable=False)
    # And of what was there before, or was sealed.
    known_until = models.DateTimeField(null=True, editable=False)
    # The root by which it is known, where what was there before could not be asked.
    root = models.PositiveIntegerField(null=True, editable=False)
    events = models.PositiveIntegerField("events lost", editable=False)
    # How many releases had ended, and now have not, as far as a root tells.
    ended = models.PositiveIntegerField(db_default=0, default=0, editable=False)
    # Who was signed out for good, and now may sign in again, by number.
    people = ArrayField(
        models.BigIntegerField(), default=list, db_default=[], editable=False
    )
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    explained_at = models.DateTimeField(null=True, editable=False)
    why = models.CharField(
        "why it was restored, and what was done about what was lost",
        max_length=300,
        blank=True,
        help_text="It is kept, and stays as it is. Names of clients stay out of it.",
    )

    objects = RestorationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="restoration_explained_by_someone",
                condition=Q(explained_by=None, explained_at=None, why="")
                | Q(
                    explained_by__isnull=False,
                    explained_at__isnull=False,
                    why__regex=r"\S",
                ),
                violation_error_message="Say why it was restored.",
            ),
            Trigger(
                name="restoration_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=RESTORATION_IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="restorations_are_kept",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"restoration {self.pk}"


class LostRevocationQuerySet(models.QuerySet["LostRevocation"]):
    def counting(self, now: Any) -> LostRevocationQuerySet:
        """Those whose release counts after ``now`` as though nobody had revoked it: not
        recorded anew, nor ended otherwise.
        """
        return self.of_what_stands().filter(release__in_force__endswith__gt=now)

    def of_what_stands(self) -> LostRevocationQuerySet:
        """Those of whose part something is not revoked anew; or of the whole."""
        stands = Grant.objects.filter(release=OuterRef("release"), ended_at=None)
        return self.filter(
            Q(part=[]) | Q(part__overlap=stands.order_by().values("what"))
        )


class LostRevocation(models.Model):
    """A revocation that did not come back, of a release that did: it counts again.

    ``part`` is what was revoked of it; empty if all was. What was recorded of whoever
    revoked is kept, so that it is not asked of them twice.
    """

    restoration = models.ForeignKey(
        Restoration, models.PROTECT, related_name="revocations", editable=False
    )
    release = models.ForeignKey(
        "releases.Release", models.PROTECT, related_name="+", editable=False
    )
    part = ArrayField(
        models.CharField(max_length=30), default=list, db_default=[], editable=False
    )
    received_at = models.DateTimeField(editable=False)
    recorded_at = models.DateTimeField(editable=False)
    capacity = models.CharField(
        max_length=20, choices=Capacity, blank=True, db_default="", editable=False
    )
    revoker = models.CharField(
        max_length=200, blank=True, db_default="", editable=False
    )
    manner = models.CharField(
        max_length=20,
        choices=Manner,
        default=Manner.UNSTATED,
        db_default=Manner.UNSTATED,
        editable=False,
    )
    signed_on = models.DateField(null=True, editable=False)
    witness = models.CharField(
        max_length=200, blank=True, db_default="", editable=False
    )
    reason = models.CharField(max_length=300, blank=True, db_default="", editable=False)

    objects = LostRevocationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            *written_once("lost_revocation_is_final", "lost_revocations_are_kept")
        ]

    def __str__(self) -> str:
        return f"lost revocation {self.pk}"

    @property
    def counts_again(self) -> bool:
        """As ``counting`` asks it of one, now."""
        span = self.release.in_force
        if span is None or span.upper <= timezone.now():
            return False
        if not self.part:
            return True
        grants = self.release.grants.all()
        return any(each.what in self.part and not each.ended_at for each in grants)

    @property
    def anew(self) -> Revocation | None:
        """By which its release, or the part of it, has been revoked since."""
        if self.release.revocation:
            return self.release.revocation
        of_part = [g for g in self.release.grants.all() if g.what in self.part]
        return next((g.revocation for g in of_part if g.revocation), None)
