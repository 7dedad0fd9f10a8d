"""That a colleague covers a client for a while, for the clinician who treats them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from practice.database.triggers import IS_FINAL, Trigger, happens_now

# Whose account ends at this moment is waited for.
BY_A_COLLEAGUE = """
BEGIN
    PERFORM FROM practice_user
        WHERE id = NEW.clinician_id AND role = 'clinician' AND is_active FOR SHARE;
    IF NOT FOUND OR EXISTS (
        SELECT FROM clients_client
        WHERE id = NEW.client_id AND clinician_id = NEW.clinician_id
    ) THEN
        RAISE 'user % cannot cover client %', NEW.clinician_id, NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'cover_by_a_colleague';
    END IF;
    RETURN NEW;
END
"""
# Ended early once; nothing else changes.
ONLY_ENDED = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL
        AND to_jsonb(NEW) - 'ended_at' = to_jsonb(OLD) - 'ended_at'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'cover % stays as it is', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'cover_is_final';
END
"""
STAYS = (
    "Who covers, and from when until when, stays as it is: end it, and name another."
)
# The longest of the practice's days, as clocks go back.
A_DAY = timedelta(hours=25)


class CoverQuerySet(models.QuerySet["Cover"]):
    def standing(self) -> CoverQuerySet:
        """Running or ahead."""
        return self.filter(ended_at=None, during__endswith__gt=Now())

    def open_to(self, user: Any) -> CoverQuerySet:
        """What this clinician, or the one whose id this is, covers now."""
        return self.filter(clinician=user, ended_at=None, during__contains=Now())


class Cover(models.Model):
    """``clinician`` sees and books ``client`` as their own ``during`` whole days of the
    practice's, unless it is ended early.
    """

    client = models.ForeignKey(
        "clients.Client", models.PROTECT, related_name="covers", editable=False
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    during = DateTimeRangeField(editable=False)
    named_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["during", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cover_has_both_ends",
                condition=Q(
                    during__isempty=False,
                    during__lower_inf=False,
                    during__upper_inf=False,
                    during__lower_inc=True,
                    during__upper_inc=False,
                ),
                violation_error_message="The last day is not before the first.",
            ),
            models.CheckConstraint(
                name="cover_is_not_over_when_named",
                condition=Q(during__endswith__gt=F("named_at")),
                violation_error_message="The last day is over. Say one ahead.",
            ),
            models.CheckConstraint(
                name="cover_is_not_dated_back",
                condition=Q(during__startswith__gt=F("named_at") - A_DAY),
                violation_error_message="It begins today at the earliest.",
            ),
            ExclusionConstraint(
                name="cover_by_each_once_at_a_time",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    ("clinician", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
                violation_error_message=(
                    "They cover this client on some of these days already. End that first."
                ),
            ),
            happens_now(
                "cover_is_named_now",
                "BEFORE INSERT",
                "named_at",
                "It is named as that is said.",
            ),
            happens_now(
                "cover_ends_now",
                "BEFORE UPDATE",
                "ended_at",
                "It ends as that is said.",
            ),
            Trigger(
                name="cover_by_a_colleague",
                fires="BEFORE INSERT",
                body=BY_A_COLLEAGUE,
                violation_error_message=(
                    "Choose another clinician, who works here and does not treat them."
                ),
            ),
            Trigger(
                name="cover_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=ONLY_ENDED,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="covers_are_kept",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"cover {self.pk}"
