"""Who came to a session, as it was seen at the door: the one home of that fact."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from clients.models import Contact
from collateral.models import arrived as rules
from collateral.models.completed import COMPLETED_BY_WHO_CAME
from collateral.models.session import Session
from practice.models import User


class How(models.TextChoices):
    """How someone came, if they did."""

    HERE = "here", "Here"
    LATE = "late", "Here, late"
    ABSENT = "absent", "Did not come"


CAME = (How.HERE, How.LATE)
SAID = "Somebody said so just now. Look at what stands there."


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, user: User) -> ArrivalQuerySet:
        """Those of the sessions that they see."""
        return self.filter(session__in=Session.objects.visible_to(user))

    def standing(self) -> ArrivalQuerySet:
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def contacts_in(self, session: Session) -> ArrivalQuerySet:
        """Of the contacts who came to ``session`` and have a seat: somebody is checked in,
        or nobody.
        """
        seen = self.standing().filter(session=session, how__in=CAME)
        return seen.filter(contact__seats__session=session)


class Arrival(models.Model):
    """That ``contact`` came to ``session``, or did not; or the client, where it is null.

    One that was wrong is undone, and another is written.
    """

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="arrivals", db_index=False
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="arrivals", null=True
    )
    how = models.CharField(max_length=20, choices=How)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)
    undone_why = models.CharField("what was wrong", max_length=300, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="arrival_says_how",
                condition=Q(how__in=How.values),
                violation_error_message="Say whether they are here, or did not come.",
            ),
            models.UniqueConstraint(
                name="arrival_is_said_once",
                fields=["session", "contact"],
                condition=Q(undone_at=None),
                nulls_distinct=False,
                violation_error_message=SAID,
            ),
            models.CheckConstraint(
                name="arrival_undone_by_someone",
                condition=Q(undone_at=None, undone_by=None, undone_why="")
                | Q(
                    undone_at__isnull=False,
                    undone_by__isnull=False,
                    undone_why__regex=r"\S",
                ),
                violation_error_message="Say what was wrong.",
            ),
            *rules.OF_ARRIVALS,
            *COMPLETED_BY_WHO_CAME,
        ]

    def __str__(self) -> str:
        return f"arrival {self.pk}"

    @property
    def came(self) -> bool:
        return self.how in CAME
