"""The law of each state as the practice goes by it: versioned, and corrected openly."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    Func,
    GeneratedField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Now, NullIf

from clients.law.profile import Confidence, Seen, Values, restored
from clients.law.states import MAJORITY_AGES, US_STATES
from practice.database.constraints import WithoutOverlaps
from practice.database.triggers import Trigger, happens_now

NUMBERS = (
    "minor_age", "majority_age", "care_age", "signer_age",
    "max_days", "max_months", "min_font_pt",
)  # fmt: skip
FLAGS = (
    "longer_if_asked", "expiry_must_be_date", "witness_sign", "witness_revoke",
    "separate_page", "distinct_signature", "esign_allowed",
)  # fmt: skip
SEEN = " || ".join(f'@.seen == "{each}"' for each in Seen)
CONFIDENCE = " || ".join(f'@.confidence == "{each}"' for each in Confidence)
# Each value says where it was read; numbers and boxes are what they should be.
WHOLE = " && ".join(
    [
        "exists($.minor_age) && exists($.majority_age)",
        r'!exists($.* ? (!(exists(@.value) && @.source like_regex "\\S"'
        f" && ({SEEN}) && ({CONFIDENCE}))))",
        *(f'(!exists($.{k}) || $.{k}.value.type() == "number")' for k in NUMBERS),
        *(f'(!exists($.{k}) || $.{k}.value.type() == "boolean")' for k in FLAGS),
    ]
)

# Where the day is last to begin: the database does not know the practice's own zone.
TODAY_SOMEWHERE = "(now() AT TIME ZONE 'Etc/GMT+12')::date"

# Only the day from which the next version counts may still be said, once and not back.
IS_FINAL = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.superseded_from IS NULL
        AND to_jsonb(NEW) - '{superseded_from,in_force}'::text[]
            = to_jsonb(OLD) - '{superseded_from,in_force}'::text[]
    THEN
        RETURN NEW;
    END IF;
    RAISE '% is written once', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = 'state_profile_is_final';
END
"""
NOT_TRUNCATED = """
BEGIN
    RAISE '% is written once', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = 'state_profile_is_not_truncated';
END
"""


def _says(path: str) -> Q:
    return Q(
        Coalesce(
            Func(
                "values",
                Value(path),
                function="JSONB_PATH_MATCH",
                output_field=BooleanField(),
            ),
            Value(False),
        )
    )


def _of_age_at(age: int) -> Q:
    return _says(
        f"$.care_age.value == {age}"
        f" || !exists($.care_age) && $.majority_age.value == {age}"
    )


def _agrees_when_of_age() -> Q:
    others = ~Q(state__in=list(MAJORITY_AGES)) & _of_age_at(18)
    for state, age in MAJORITY_AGES.items():
        others |= Q(state=state) & _of_age_at(age)
    return others


class StateProfileQuerySet(models.QuerySet["StateProfile"]):
    def in_force(self, day: date) -> StateProfileQuerySet:
        """The one version of each state that counts on the practice-local ``day``."""
        return self.filter(in_force__contains=day)

    def to_amend(self) -> StateProfileQuerySet:
        """The last version of each state, which the next one carries on."""
        return self.filter(superseded_from=None)


class StateProfile(models.Model):
    """One version of a state's law: in force from a day until the next one's first.

    ``effective_from`` is null for the first, which counts however far back one asks.
    ``delivered`` is the version of the file that it carries on. ``values`` are as
    ``clients.law.profile.stored`` writes them.
    """

    state = models.CharField(max_length=2, choices=US_STATES)
    version = models.PositiveIntegerField()
    effective_from = models.DateField("in force from", null=True)
    superseded_from = models.DateField(null=True, editable=False)
    values = models.JSONField()
    delivered = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(db_default=Now())

    # Null where the next version came on the same day, and so it never counted.
    in_force = GeneratedField(
        expression=NullIf(
            Func(
                "effective_from",
                # GREATEST passes over nulls: open, unless another version follows.
                Case(
                    When(
                        superseded_from__isnull=False,
                        then=Greatest("effective_from", "superseded_from"),
                    ),
                ),
                function="DATERANGE",
                output_field=DateRangeField(),
            ),
            Value("empty"),
            output_field=DateRangeField(null=True),
        ),
        output_field=DateRangeField(null=True),
        db_persist=True,
        null=True,
    )

    objects = StateProfileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["state", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state", "version"],
                name="state_profile_version_once",
                violation_error_message="Someone else just corrected this state.",
            ),
            WithoutOverlaps(
                name="state_profile_one_in_force",
                fields=("state",),
                period="in_force",
                violation_error_message="Another version counts on that day.",
            ),
            models.CheckConstraint(
                name="state_profile_has_a_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Say why this is corrected.",
            ),
            models.CheckConstraint(
                name="state_profile_starts",
                condition=Q(version=1, effective_from=None)
                | Q(version__gt=1, effective_from__isnull=False),
                violation_error_message="Say from which day this counts.",
            ),
            models.CheckConstraint(
                name="state_profile_is_whole",
                condition=_says(WHOLE),
                violation_error_message="A value lacks its source, or is of another kind.",
            ),
            models.CheckConstraint(
                name="state_profile_one_term",
                condition=_says("!($.max_days.value > 0 && $.max_months.value > 0)"),
                violation_error_message="A longest term in days or in months, not both.",
            ),
            models.CheckConstraint(
                name="state_profile_says_who_from_when",
                condition=_says(
                    "exists($.signer_rule) && exists($.signer_age)"
                    " || !exists($.signer_rule) && !exists($.signer_age)"
                ),
                violation_error_message="Who signs, and from which age, go together.",
            ),
            models.CheckConstraint(
                name="state_profile_agrees_when_of_age",
                condition=_agrees_when_of_age(),
                violation_error_message=(
                    "When clients come of age is not changed here: releases already "
                    "signed end by it."
                ),
            ),
            happens_now(
                "state_profile_starts_ahead",
                "BEFORE INSERT",
                "effective_from",
                "No correction is dated back: today, or later.",
                first=TODAY_SOMEWHERE,
            ),
            Trigger(
                name="state_profile_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message="What was written here stays as it is.",
            ),
            Trigger(
                name="state_profile_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=NOT_TRUNCATED,
                violation_error_message="What was written here stays as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}, version {self.version}"

    @property
    def law(self) -> Values:
        """What it says, typed."""
        return restored(self.values)
