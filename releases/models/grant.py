"""What a release permits, one row each: the ground that seats stand on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest, Least, NullIf

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint, WithoutOverlaps
from practice.database.triggers import Trigger
from practice.spans import Covers, CoversEach, RangeAgg, Span, TsTzRange
from releases.models import final
from releases.models.queries import lost_of
from releases.models.release import Release
from releases.models.revocation import ENDS_IN_PART, Revocation
from releases.models.scope import PRACTICE, SEVERAL, Format, Place
from releases.models.signed_for import signed_for

# The key asks nothing of a null, which would take back what stands; nulled it is by the
# key alone, as the release comes to have been in force at no time.
MIRRORS_ITS_RELEASE = """
BEGIN
    PERFORM FROM releases_release WHERE id = NEW.release_id AND in_force IS NULL;
    IF NOT FOUND THEN
        RAISE 'release % was in force', NEW.release_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'grant_mirrors_release';
    END IF;
    RETURN NEW;
END
"""


class GrantQuerySet(models.QuerySet["Grant"]):
    def with_lost(self) -> GrantQuerySet:
        """Each with ``lost``, as that is of its release."""
        return self.annotate(lost=lost_of("release_id"))

    def told_by(self, clinician_id: int) -> GrantQuerySet:
        """What lets this clinician tell: by name, or as any of the practice."""
        return self.filter(discloser__in=(PRACTICE, clinician_id))

    def covering(
        self, what: str, span: Span
    ) -> models.QuerySet[Grant, tuple[int, int]]:
        """The contacts to whom ``what`` is granted for all of ``span``, each with the
        discloser whose grants cover it.

        Grants of one discloser that carry on from each other cover together; a span that
        begins under one discloser and ends under another is covered by neither.
        """
        granted = self.filter(what=what).throughout(span)
        return granted.values_list("contact", "discloser")

    def throughout_each(
        self, whole: Span, spans: str
    ) -> models.QuerySet[Grant, tuple[int, str, int, list[bool]]]:
        """As ``throughout``, of many spans at once, written as ``as_array`` does; all lie
        in the ``whole``. Each comes with whether it is granted for all of each span.
        """
        return (
            self.filter(in_force__overlap=whole)
            .order_by()
            .values("contact", "what", "discloser")
            .annotate(runs=RangeAgg("in_force"))
            .annotate(holds=CoversEach("runs", Value(spans)))
            .values_list("contact", "what", "discloser", "holds")
        )

    def throughout(self, span: Span) -> models.QuerySet[Grant, tuple[int, str, int]]:
        """As ``covering``, of all that is granted to anyone: whom, what, and by whom."""
        return (
            self.filter(in_force__overlap=span)
            .order_by()
            .values("contact", "what", "discloser")
            .annotate(runs=RangeAgg("in_force"))
            .filter(Covers("runs", Value(span)))
            .values_list("contact", "what", "discloser")
        )


class Grant(models.Model):
    """One thing that a release permits: joining in a format or in a place, or hearing of
    a topic.

    ``what`` is the code of a ``Format``, a ``Place``, a ``Topic`` or a
    ``SensitiveTopic``, as the content has it. ``discloser`` may tell: the release's own,
    or a clinician by name where that is the whole practice, or one of several. What
    is between them mirrors the release, by a key that carries its end over. ``ended_at``
    is when a ``revocation`` in part was recorded.
    """

    release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="grants",
        db_constraint=False,
        db_index=False,
    )
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="grants",
        db_constraint=False,
        db_index=False,
    )
    release_discloser = models.BigIntegerField()
    release_in_force = DateTimeRangeField(null=True)
    what = models.CharField(max_length=30)
    discloser = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True, editable=False)
    revocation = models.ForeignKey(
        Revocation,
        models.PROTECT,
        null=True,
        related_name="grants",
        editable=False,
        db_constraint=False,
        db_index=False,
    )

    # When it may be relied on. Guarded: a range with null bounds is for ever.
    in_force = models.GeneratedField(
        expression=Case(
            When(
                release_in_force__isnull=False,
                then=NullIf(
                    TsTzRange(
                        RangeStartsWith("release_in_force"),
                        Greatest(
                            RangeStartsWith("release_in_force"),
                            Least(RangeEndsWith("release_in_force"), "ended_at"),
                        ),
                    ),
                    Value("empty"),
                    output_field=DateTimeRangeField(null=True),
                ),
            ),
        ),
        output_field=DateTimeRangeField(null=True),
        db_persist=True,
        null=True,
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            # Reads, which a GiST index on bigint columns would not serve.
            models.Index(fields=["client", "contact", "what"], name="grant_of_contact"),
            # What ends with a release.
            models.Index(fields=["release"], name="grant_of_release"),
            models.Index(
                fields=["revocation"],
                name="grant_revoked",
                condition=Q(revocation__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="grant_mirrors_release",
                fields=(
                    "release",
                    "client",
                    "contact",
                    "release_discloser",
                    "release_in_force",
                ),
                to="releases.Release",
                to_fields=("id", "client", "contact", "discloser", "in_force"),
                cascade_updates=True,
                violation_error_message="A grant must match its release.",
            ),
            WithoutOverlaps(
                name="grant_one_in_force",
                fields=("client", "contact", "what", "discloser"),
                period="in_force",
                violation_error_message="This is granted already then.",
            ),
            models.CheckConstraint(
                name="grant_told_by_its_discloser",
                condition=Q(discloser=F("release_discloser"), discloser__gte=PRACTICE)
                | Q(release_discloser__in=(PRACTICE, SEVERAL), discloser__gt=PRACTICE),
                violation_error_message="The release names another clinician.",
            ),
            Trigger(
                name="grant_is_null_with_its_release",
                fires="BEFORE INSERT OR UPDATE OF release_in_force",
                when="NEW.release_in_force IS NULL",
                body=MIRRORS_ITS_RELEASE,
                raises=["grant_mirrors_release"],
                violation_error_message="A grant must match its release.",
            ),
            Trigger(
                name="grant_ended_by_its_revocation",
                fires="BEFORE INSERT OR UPDATE OF ended_at, revocation_id",
                when="NEW.ended_at IS NOT NULL OR NEW.revocation_id IS NOT NULL",
                body=ENDS_IN_PART,
                violation_error_message=(
                    "A release was signed later than this. Untick it."
                ),
            ),
            *final.GRANT,
            signed_for([*Format.values, *Place.values]),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"


def grant(
    release: Release, permits: Iterable[str], tellers: Iterable[int] = ()
) -> None:
    """Write what ``release`` permits, told by its own discloser, or by ``tellers``."""
    Grant.objects.bulk_create(grants_of(release, permits, tellers))


def grants_of(
    release: Release, permits: Iterable[str], tellers: Iterable[int] = ()
) -> list[Grant]:
    """The same, not saved."""
    by = list(tellers) or [release.discloser]
    return [
        Grant(
            release=release,
            client_id=release.client_id,
            contact_id=release.contact_id,
            release_discloser=release.discloser,
            release_in_force=release.in_force,
            what=what,
            discloser=teller,
        )
        for what in permits
        for teller in by
    ]
