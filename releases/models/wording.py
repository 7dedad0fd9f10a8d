"""The fixed words of releases, by language and version."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Func, Q, Value
from django.db.models.functions import Coalesce

from practice.database.triggers import Trigger, written_once

SAID = r'like_regex "\\S"'
SHAPE = (
    '$.type() == "array" && !exists($[*] ? (!(@.code like_regex "^[a-z0-9_]+$"'
    f" && @.title {SAID} && @.text {SAID})))"
)
# What every release must state, whoever signs it; by the name of the rule.
REQUIRED = {
    # 45 CFR 164.508(c)(2)(i)
    "wording_says_how_to_revoke": ("revocation", "how it can be revoked"),
    # 45 CFR 164.508(c)(2)(ii)
    "wording_sets_no_condition": ("conditioning", "that care does not depend on it"),
    # 45 CFR 164.508(c)(2)(iii)
    "wording_warns_of_redisclosure": (
        "redisclosure",
        "that whoever hears it may tell others",
    ),
    # 45 CFR 164.508(c)(4)
    "wording_promises_a_copy": ("copy", "that the signer gets a copy"),
    # 42 CFR 2.32(a), by which a client's records may be protected from any day on
    "wording_cites_part_2": (
        "part2",
        "that 42 CFR part 2 protects substance use records",
    ),
}
# What is published stays; what is only prepared may change, or go.
IS_FINAL = """
BEGIN
    IF OLD.published_at IS NULL AND TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSIF OLD.published_at IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE 'wording % is published', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'wording_is_final';
END
"""


def _holds(path: str) -> Q:
    """That ``path`` is true of the statements."""
    matched = Func(
        "statements",
        Value(path),
        function="JSONB_PATH_MATCH",
        output_field=BooleanField(),
    )
    return Q(Coalesce(matched, Value(False)))


class ReleaseWordingQuerySet(models.QuerySet["ReleaseWording"]):
    def published(self, language: str) -> ReleaseWordingQuerySet:
        """What was ever published in ``language``, the newest first."""
        return self.filter(language=language, published_at__isnull=False).order_by(
            "-version"
        )


class ReleaseWording(models.Model):
    """What every release in one language says beside its terms; final once published.

    ``statements`` are objects of ``code``, ``title`` and ``text``. Words in braces stand
    for whomever a release speaks to (``releases.terms.wording``).
    """

    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    lead = models.TextField("what a release is for", max_length=600)
    agreement = models.TextField("what the signature says yes to", max_length=600)
    statements = models.JSONField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now=True)
    # Nobody in the practice published what shipped with the product.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    objects = ReleaseWordingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["language", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "version"],
                name="wording_has_its_version",
                violation_error_message="This version is written already.",
            ),
            models.UniqueConstraint(
                fields=["language"],
                condition=Q(published_at=None),
                name="wording_one_in_preparation",
                violation_error_message="The next version is being written already.",
            ),
            models.CheckConstraint(
                name="wording_is_published_by_someone",
                condition=Q(published_at__isnull=False)
                & (Q(published_by__isnull=False) | Q(version=1))
                | Q(published_at=None, published_by=None),
                violation_error_message="Say who publishes this.",
            ),
            models.CheckConstraint(
                name="wording_speaks",
                condition=Q(lead__regex=r"\S", agreement__regex=r"\S", version__gte=1)
                & Q(language__regex="^[a-z]{2}(-[a-z]+)?$"),
                violation_error_message="Say what a release is for, and what is agreed.",
            ),
            models.CheckConstraint(
                name="wording_has_its_shape",
                condition=_holds(SHAPE),
                violation_error_message="Give each statement a title and a text.",
            ),
            *(
                models.CheckConstraint(
                    name=name,
                    condition=Q(published_at=None)
                    | _holds(f'exists($[*] ? (@.code == "{code}"))'),
                    violation_error_message=(
                        f"It does not say {what}, as the law asks it to."
                    ),
                )
                for name, (code, what) in REQUIRED.items()
            ),
            Trigger(
                name="wording_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message="This wording is published, and final.",
            ),
            written_once("", "wording_is_not_truncated")[1],
        ]

    def __str__(self) -> str:
        return f"wording {self.language}-{self.version}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
