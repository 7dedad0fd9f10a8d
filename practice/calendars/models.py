"""A calendar that a clinician keeps elsewhere, of which the times are read and no more."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from practice.calendars.trouble import CODES, Trouble
from practice.database.triggers import Trigger
from practice.secret import Unreadable, concealed, fresh, revealed, sha256_of


class Source(models.TextChoices):
    """Whose calendar it is: a choice, since a name that is typed may tell of somebody."""

    EHR = "ehr", "Health record program (EHR)"
    GOOGLE = "google", "Google Calendar"
    OUTLOOK = "outlook", "Outlook or Microsoft 365"
    APPLE = "apple", "Apple iCloud"
    OTHER = "other", "Another calendar"


class OtherCalendarQuerySet(models.QuerySet["OtherCalendar"]):
    def in_use(self) -> OtherCalendarQuerySet:
        """Of whoever still works here."""
        return self.filter(clinician__is_active=True)


class OtherCalendar(models.Model):
    """Read every quarter of an hour: ``tried_at``, with what ``problem``; in order last at
    ``read_at``, since when its times have stood among those at which they are busy.

    Whoever knows its address reads all that is in it, so it is kept as what only this
    practice can open, and shown to nobody again.
    """

    Source = Source

    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="other_calendars",
        db_index=False,
    )
    source = models.CharField(max_length=10, choices=Source)
    address_concealed = models.BinaryField(editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    problem = models.CharField(max_length=20, blank=True, editable=False)
    unread = models.PositiveIntegerField(default=0, editable=False)

    objects = OtherCalendarQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["clinician", "source"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="calendar_of_a_source_once",
                fields=["clinician", "source"],
                violation_error_message="One of these is read already. Replace its address, or choose another.",
            ),
            models.UniqueConstraint(
                name="calendar_of_one_clinician",
                fields=["id", "clinician"],
                violation_error_message="A calendar is one clinician's.",
            ),
            models.CheckConstraint(
                name="calendar_of_a_kind",
                condition=Q(source__in=Source.values),
                violation_error_message="Choose whose calendar it is.",
            ),
            models.CheckConstraint(
                name="calendar_has_a_known_problem",
                condition=Q(problem__in=["", *CODES]),
                violation_error_message="Say why it was not read.",
            ),
            models.CheckConstraint(
                name="calendar_read_when_tried",
                condition=Q(problem="", read_at=None, tried_at=None)
                | Q(tried_at__isnull=False)
                & (
                    Q(read_at__isnull=False, problem="", read_at=F("tried_at"))
                    | ~Q(problem="") & (Q(read_at=None) | Q(read_at__lte=F("tried_at")))
                ),
                violation_error_message="What was read was tried, or says why not.",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar {self.pk}"

    @property
    def address(self) -> str:
        """Raises ``Trouble`` where the practice's key is another than it was."""
        try:
            return revealed(bytes(self.address_concealed))
        except Unreadable:
            raise Trouble("lost") from None

    @address.setter
    def address(self, address: str) -> None:
        self.address_concealed = concealed(address)


HASHED = r"^[0-9a-f]{64}$"
# Whoever comes back has another made: the one that was may be anywhere by then.
FORGOTTEN = """
BEGIN
    DELETE FROM practice_calendarfeed WHERE clinician_id = NEW.id;
    RETURN NULL;
END
"""


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def in_use(self) -> CalendarFeedQuerySet:
        """Of clinicians who still work here."""
        return self.filter(clinician__is_active=True, clinician__role="clinician")

    def replace(self, clinician: models.Model) -> str:
        """A new address in place of any before it: its secret, which is kept nowhere."""
        token = fresh()
        told = {"made_at": timezone.now(), "read_at": None}
        self.update_or_create(
            clinician=clinician,
            defaults={"token_sha256": sha256_of(token), **told},
        )
        return token


class CalendarFeed(models.Model):
    """That a clinician's sessions can be read in another calendar, by whoever has its
    address. All that is kept of that is its hash; ``read_at`` is when somebody last did.
    """

    clinician = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    token_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="feed_known_by_its_address",
                fields=["token_sha256"],
                violation_error_message="This address is another clinician's.",
            ),
            models.CheckConstraint(
                name="feed_address_is_hashed",
                condition=Q(token_sha256__regex=HASHED),
                violation_error_message="Of an address, its hash is kept.",
            ),
            Trigger(
                name="feed_dies_with_its_account",
                fires="AFTER UPDATE OF is_active, role",
                when="NOT NEW.is_active OR NEW.role <> 'clinician'",
                body=FORGOTTEN,
                on="practice.User",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
