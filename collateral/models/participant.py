"""A contact with a seat in a shared session: where the rule holds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db import models
from django.db.models import Case, Deferrable, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest

from clients.models import Client, Contact
from collateral.models.apart import MAY_MEET_THE_CLIENT
from collateral.models.consented import NEEDS_FORMS
from collateral.models.keeping import KEEPS_THE_SEAT
from collateral.models.not_revoked import OF_SEATS as NOT_REVOKED
from collateral.models.number import ALLOWS_SO_MANY
from collateral.models.plan_approved import OF_SEATS as WITH_A_PLAN
from collateral.models.screened import OF_SEATS
from collateral.models.session import KEEPS_ITS_TIME, MIRRORED, Session
from collateral.models.status import STANDING, Status
from collateral.models.stop import IS_WANTED_BY_THE_CLIENT
from practice.database.constraints import ForeignKeyConstraint
from practice.spans import Covers, RangeAgg, TsTzRange
from releases.models import PRACTICE, Format, Grant, Place, Release

# What a topic mirrors of the seat.
MIRRORED_BY_TOPICS = (
    "client",
    "contact",
    "discloser",
    "during",
    "status",
    "booked_at",
)


def _runs(what: str) -> Subquery:
    """For how long ``what`` is granted to whom a seat is for, told by its discloser."""
    return Subquery(
        Grant.objects.filter(
            client=OuterRef("session__client"),
            contact=OuterRef("contact"),
            what=OuterRef(what),
            discloser=OuterRef("discloser"),
        )
        .order_by()
        .values("contact")
        .annotate(runs=RangeAgg("in_force"))
        .values("runs")
    )


def _seats_of_uncovered_topics() -> models.QuerySet[Any]:
    topics = apps.get_model("collateral.SessionTopic").objects
    return topics.uncovered().values("participant")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def standing(self) -> ParticipantQuerySet:
        """Seats that lean on releases."""
        return self.filter(status__in=STANDING)

    def uncovered(self) -> ParticipantQuerySet:
        """Seats in standing sessions that no grant they lean on, or that a topic of theirs
        leans on, covers throughout.

        Always empty at commit; inside a transaction in which ``keys_wait`` it says which sessions must be held. Asks the
        session itself, so that it would tell if the seat's own columns were wrong.
        """
        end = RangeEndsWith("session__during")
        needed = TsTzRange("session__booked_at", Greatest("session__booked_at", end))
        return self.filter(session__status__in=STANDING).filter(
            ~Q(Covers(_runs("session__format"), needed))
            | ~Q(Covers(_runs("session__place"), needed))
            | Q(pk__in=_seats_of_uncovered_topics())
        )

    def over_the_number(self, release: Release) -> ParticipantQuerySet:
        """Seats in standing sessions, for whom ``release`` is, that come after as many
        as it allows.
        """
        theirs = self.standing().filter(
            client=release.client_id,
            contact=release.contact_id,
            during__overlap=release.in_force,
        )
        if release.in_force is None or release.most_sessions is None:
            return self.none()
        in_order = theirs.order_by("during", "pk").values_list("pk", flat=True)
        return self.filter(pk__in=list(in_order)[release.most_sessions :])

    def find_a_discloser(self) -> None:
        """Let each uncovered seat lean on the other who may tell in it, if that covers.

        Inside a transaction in which ``keys_wait``.
        """
        for seat in self.uncovered():
            kept = seat.discloser
            seat.discloser = PRACTICE if kept else seat.clinician_id
            seat.save(update_fields=["discloser"])
            if self.uncovered().filter(pk=seat.pk).exists():
                seat.discloser = kept
                seat.save(update_fields=["discloser"])


class Participant(models.Model):
    """A contact's seat, told by ``discloser``: its session's clinician, or ``PRACTICE``.

    ``client``, ``clinician``, ``format``, ``place``, ``during``, ``status`` and
    ``booked_at`` mirror the session's, by a foreign key that carries its changes over.
    """

    session = models.ForeignKey(
        Session,
        models.PROTECT,
        related_name="participants",
        db_constraint=False,
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="seats", db_constraint=False
    )
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    format = models.CharField(max_length=20, choices=Format)
    place = models.CharField(max_length=20, choices=Place)
    discloser = models.BigIntegerField()
    during = DateTimeRangeField()
    status = models.CharField(max_length=20, choices=Status)
    booked_at = models.DateTimeField()

    # The time for which this seat leans on a grant; NULL unless the session stands.
    relies_on = models.GeneratedField(
        expression=Case(
            When(
                status__in=STANDING,
                then=TsTzRange("booked_at", RangeEndsWith("during")),
            ),
        ),
        output_field=DateTimeRangeField(null=True),
        db_persist=True,
        null=True,
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="participant_has_one_seat",
                fields=["session", "contact"],
                violation_error_message="This contact has a seat in this session.",
            ),
            ForeignKeyConstraint(
                name="participant_mirrors_session",
                fields=("session", *MIRRORED),
                to="collateral.Session",
                to_fields=("id", *MIRRORED),
                cascade_updates=True,
                violation_error_message="A seat must match its session.",
            ),
            ForeignKeyConstraint(
                name="contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            ForeignKeyConstraint(
                name="participant_release_in_force",
                fields=("client", "contact", "format", "discloser"),
                period="relies_on",
                to="releases.Grant",
                to_fields=("client", "contact", "what", "discloser"),
                to_period="in_force",
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=(
                    "No release is in force for the whole of this session."
                ),
            ),
            ForeignKeyConstraint(
                name="participant_place_release_in_force",
                fields=("client", "contact", "place", "discloser"),
                period="relies_on",
                to="releases.Grant",
                to_fields=("client", "contact", "what", "discloser"),
                to_period="in_force",
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=(
                    "No release lets them join in this place for the whole session."
                ),
            ),
            # What a topic's mirrored columns refer to.
            models.UniqueConstraint(
                name="participant_mirrored", fields=["id", *MIRRORED_BY_TOPICS]
            ),
            models.CheckConstraint(
                name="participant_told_by_a_discloser",
                condition=Q(discloser=PRACTICE) | Q(discloser=F("clinician")),
                violation_error_message="Only the session's clinician tells in it.",
            ),
            ExclusionConstraint(
                name="participant_contact_free",
                expressions=[
                    ("contact", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=KEEPS_ITS_TIME,
                violation_error_message="This contact is in another session then.",
            ),
            *KEEPS_THE_SEAT,
            *ALLOWS_SO_MANY,
            *MAY_MEET_THE_CLIENT,
            *IS_WANTED_BY_THE_CLIENT,
            *OF_SEATS,
            *NEEDS_FORMS,
            *WITH_A_PLAN,
            *NOT_REVOKED,
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"
