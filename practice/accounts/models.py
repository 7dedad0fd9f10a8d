"""Who came in, who was turned away, and how many tries each has left."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from practice.database.triggers import IS_FINAL, Trigger


class Tries(models.Model):
    """Tries to sign in, counted for one name, one address, or one at the other; and
    questions, for one program or person (``practice/systems/pace.py``).

    ``key`` is a keyed hash of which: whoever reads this table learns no name.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    since = models.DateTimeField(db_default=Now())
    locked_until = models.DateTimeField(null=True)
    locks = models.PositiveIntegerField(default=0)  # in a row: each lasts twice as long

    def __str__(self) -> str:
        return f"{self.count} tries"


class Outcome(models.TextChoices):
    """What became of a try to sign in."""

    SIGNED_IN = "signed_in", "Signed in"
    PASSED = "passed", "Name and password fit; a second factor was asked for"
    FAILED = "failed", "Name and password did not fit"
    NO_FACTOR = "no_factor", "The second factor, or the passkey, did not fit"
    REFUSED = "refused", "Refused after too many tries"


# What a lock turns away is one row that counts, or whoever is outside fills the disk.
ONLY_COUNTS = """
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.times > OLD.times
        AND to_jsonb(NEW) - 'times' = to_jsonb(OLD) - 'times'
    THEN
        RETURN NEW;
    END IF;
    RAISE '% is written once', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END
"""


class SignInAttempt(models.Model):
    """One try to sign in (45 CFR 164.308(a)(5)(ii)(C)); refused ones, one row a lock.

    ``user`` is null where nobody signs in by that name: what was typed is not kept, for
    it may be a password.
    """

    at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=20, choices=Outcome)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    address = models.GenericIPAddressField(null=True)
    locked_until = models.DateTimeField(null=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="attempt_has_an_outcome",
                condition=Q(outcome__in=Outcome.values),
                violation_error_message="Say what became of it.",
            ),
            models.CheckConstraint(
                name="attempt_refused_by_a_lock",
                condition=Q(outcome=Outcome.REFUSED, locked_until__isnull=False)
                | ~Q(outcome=Outcome.REFUSED) & Q(locked_until=None, times=1),
                violation_error_message="Only a lock refuses, and only what it refuses is counted.",
            ),
            models.CheckConstraint(
                name="attempt_signed_in_as_someone",
                condition=~Q(outcome=Outcome.SIGNED_IN) | Q(user__isnull=False),
                violation_error_message="Say who signed in.",
            ),
            models.UniqueConstraint(
                fields=["locked_until", "user", "address"],
                name="attempt_refused_once_a_lock",
                condition=Q(outcome=Outcome.REFUSED),
                nulls_distinct=False,
                violation_error_message="What a lock refuses is counted in one row.",
            ),
            Trigger(
                name="attempt_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=ONLY_COUNTS,
                violation_error_message="What was written here stays as it is.",
            ),
            Trigger(
                name="attempts_are_kept",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message="What was written here stays as it is.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="attempt_by_time")]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
