"""What a contact is to hear of in a session: where the rule holds for each topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db import models
from django.db.models import Case, Deferrable, Q, Subquery, When
from django.db.models.functions import Greatest

from clients.models import Client, Contact
from collateral.models.keeping_topics import KEEPS_THE_TOPIC
from collateral.models.not_revoked import OF_TOPICS as NOT_REVOKED
from collateral.models.participant import MIRRORED_BY_TOPICS, Participant
from collateral.models.plan_approved import OF_TOPICS as WITH_APPROVAL
from collateral.models.plan_written import OF_TOPICS
from collateral.models.status import STANDING, Status
from practice.database.constraints import ForeignKeyConstraint
from practice.database.rows import insert
from practice.spans import Covers, RangeAgg, TsTzRange
from releases.models import Grant
from releases.models.draft import EVERY_TOPIC

LABELS = dict(EVERY_TOPIC)


class SessionTopicQuerySet(models.QuerySet["SessionTopic"]):
    def uncovered(self) -> SessionTopicQuerySet:
        """Topics of standing sessions that no grant they lean on covers throughout.

        Asks the session itself, as ``Participant.objects.uncovered`` does.
        """
        session = "participant__session__"
        runs = (
            Grant.objects.filter(
                client=models.OuterRef(f"{session}client"),
                contact=models.OuterRef("participant__contact"),
                what=models.OuterRef("topic"),
                discloser=models.OuterRef("participant__discloser"),
            )
            .order_by()
            .values("contact")
            .annotate(runs=RangeAgg("in_force"))
            .values("runs")
        )
        booked_at = f"{session}booked_at"
        end = Greatest(booked_at, RangeEndsWith(f"{session}during"))
        stands = Q((f"{session}status__in", STANDING))
        needed = TsTzRange(booked_at, end)
        return self.filter(stands).filter(~Q(Covers(Subquery(runs), needed)))


class SessionTopic(models.Model):
    """That whoever sits in ``participant`` is to hear of ``topic``.

    ``client``, ``contact``, ``discloser``, ``during``, ``status`` and ``booked_at``
    mirror the seat's, by a foreign key that carries its changes over.
    """

    # To Django alone does it go with its seat; the database keeps both.
    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        related_name="topics",
        db_constraint=False,
        db_index=False,
    )
    topic = models.CharField(max_length=30, choices=EVERY_TOPIC)
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    discloser = models.BigIntegerField()
    during = DateTimeRangeField()
    status = models.CharField(max_length=20, choices=Status)
    booked_at = models.DateTimeField()

    # The time for which it leans on a grant; NULL unless the session stands.
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

    objects = SessionTopicQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            # What leans on a grant that ends.
            models.Index(fields=["client", "contact", "topic"], name="topic_leans"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="topic_is_heard_once",
                fields=["participant", "topic"],
                violation_error_message="They hear of this already.",
            ),
            models.CheckConstraint(
                name="topic_is_of_the_list",
                condition=Q(topic__in=list(LABELS)),
                violation_error_message="Choose a topic of the list.",
            ),
            ForeignKeyConstraint(
                name="topic_mirrors_seat",
                fields=("participant", *MIRRORED_BY_TOPICS),
                to="collateral.Participant",
                to_fields=("id", *MIRRORED_BY_TOPICS),
                cascade_updates=True,
                violation_error_message="A topic must match its seat.",
            ),
            ForeignKeyConstraint(
                name="topic_release_in_force",
                fields=("client", "contact", "topic", "discloser"),
                period="relies_on",
                to="releases.Grant",
                to_fields=("client", "contact", "what", "discloser"),
                to_period="in_force",
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=(
                    "No release lets them hear of this for the whole session."
                ),
            ),
            *KEEPS_THE_TOPIC,
            *OF_TOPICS,
            *WITH_APPROVAL,
            *NOT_REVOKED,
        ]

    def __str__(self) -> str:
        return f"topic {self.pk}"


def topics_for(seats: Iterable[Participant], topics: Iterable[str]) -> None:
    """Let whoever sits in ``seats`` hear of ``topics`` too."""
    topics = list(topics)
    insert(
        [
            SessionTopic(
                participant=seat,
                topic=topic,
                **{name: getattr(seat, name) for name in MIRRORED_BY_TOPICS},
            )
            for seat in seats
            for topic in topics
        ]
    )
