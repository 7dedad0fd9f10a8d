"""What passed between the practice and each parent of a minor: the ledger of both."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.session import Session
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, happens_now, written_once
from practice.models import User
from releases.models import Release

# As ``Client.is_minor_on`` asks it. Whoever changes that meanwhile is waited for.
WAS_A_MINOR = """
BEGIN
    PERFORM FROM clients_client
        WHERE id = NEW.client_id
        AND (NOT emancipated OR NEW.happened_on < emancipated_on)
        AND NEW.happened_on < comes_of_age_on(date_of_birth, state)
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'client % was no minor then', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_of_a_minor';
    END IF;
    RETURN NEW;
END
"""
IS_AHEAD = """
BEGIN
    RAISE 'an entry of % is ahead', NEW.happened_on USING
        ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_is_of_the_past';
END
"""
IS_THEIRS = """
BEGIN
    IF (NEW.release_id IS NULL OR EXISTS (
            SELECT FROM releases_release
            WHERE id = NEW.release_id AND client_id = NEW.client_id
        )) AND (NEW.session_id IS NULL OR EXISTS (
            SELECT FROM collateral_session
            WHERE id = NEW.session_id AND client_id = NEW.client_id
        ))
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what an entry of client % is about is of another', NEW.client_id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_is_about_its_client';
END
"""
# Of the same parent, and no striking is struck itself.
STRIKES_ONE_THAT_STANDS = """
BEGIN
    PERFORM FROM collateral_parententry
        WHERE id = NEW.strikes_id AND client_id = NEW.client_id
        AND contact_id = NEW.contact_id AND strikes_id IS NULL;
    IF NOT FOUND THEN
        RAISE 'entry % is none of this parent', NEW.strikes_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'parent_entry_strikes_its_own';
    END IF;
    RETURN NEW;
END
"""


class Passed(models.TextChoices):
    """What passed, in the order in which it usually does."""

    TOLD = "told", "Was told"
    ASKED = "asked", "Was asked"
    ANSWERED = "answered", "Answered"
    COPY = "copy", "Got a copy"


class ParentAnswer(models.TextChoices):
    """What a parent answered; in what words is not kept here."""

    AGREES = "agrees", "Agrees"
    OBJECTS = "objects", "Does not agree"
    UNDECIDED = "undecided", "Has not decided"


class ParentEntryQuerySet(models.QuerySet["ParentEntry"]):
    def visible_to(self, user: User) -> ParentEntryQuerySet:
        """Of the clients whom ``user`` may see."""
        return self.filter(client__in=Client.objects.visible_to(user))

    def said(self) -> ParentEntryQuerySet:
        """What was entered, with the row that strikes it out, where there is one."""
        strikings = ParentEntry.objects.select_related("recorded_by")
        return self.filter(strikes=None).prefetch_related(
            models.Prefetch("strikings", strikings)
        )


class ParentEntry(models.Model):
    """One line of the ledger: that ``contact`` was told, asked, answered or got a copy,
    about a ``release``, a ``session``, or where it names neither, about care.

    A fact of the office, with no clinical text. Written once: what was a mistake stays,
    named by the row that ``strikes`` it.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="parent_entries", db_index=False
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="parent_entries",
        db_constraint=False,
        verbose_name="which parent or guardian",
    )
    passed = models.CharField("what happened", max_length=20, choices=Passed)
    answer = models.CharField(
        "what they answered",
        max_length=20,
        choices=ParentAnswer,
        blank=True,
        help_text="Only where they answered.",
    )
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="parent_entries"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, related_name="parent_entries"
    )
    happened_on = models.DateField("on")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    strikes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="strikings", editable=False
    )

    objects = ParentEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-happened_on", "-pk"]
        verbose_name_plural = "parent entries"
        indexes: ClassVar = [
            models.Index(
                fields=["client", "happened_on", "id"], name="parent_entry_of_client"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="parent_entry_is_struck_out_once",
                fields=["strikes"],
                violation_error_message="Somebody struck this out just now.",
            ),
            ForeignKeyConstraint(
                name="parent_entry_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="parent_entry_says_what_passed",
                condition=Q(passed__in=Passed.values),
                violation_error_message="Say what happened.",
            ),
            models.CheckConstraint(
                name="parent_entry_says_the_answer",
                condition=Q(passed=Passed.ANSWERED, answer__in=ParentAnswer.values)
                | ~Q(passed=Passed.ANSWERED) & Q(answer=""),
                violation_error_message=(
                    "Say what they answered, and only where they answered."
                ),
            ),
            models.CheckConstraint(
                name="parent_entry_is_about_one_thing",
                condition=Q(release=None) | Q(session=None),
                violation_error_message="It is about one release, one session, or care.",
            ),
            happens_now(
                "parent_entry_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "It is recorded now, with the day on which it happened.",
            ),
            # Today everywhere: whose day it is, only the practice knows.
            Trigger(
                name="parent_entry_is_of_the_past",
                fires="BEFORE INSERT",
                when="NEW.happened_on > (NEW.recorded_at AT TIME ZONE 'UTC')::date + 1",
                body=IS_AHEAD,
                violation_error_message="This is still ahead. Record it once it happened.",
            ),
            Trigger(
                name="parent_entry_of_a_minor",
                fires="BEFORE INSERT",
                # What was entered when they were one is struck out whatever they are now.
                when="NEW.strikes_id IS NULL",
                body=WAS_A_MINOR,
                violation_error_message=(
                    "The client was no minor then, and this ledger is of minors alone."
                ),
            ),
            Trigger(
                name="parent_entry_is_about_its_client",
                fires="BEFORE INSERT",
                body=IS_THEIRS,
                violation_error_message="Choose a release or session of this client.",
            ),
            Trigger(
                name="parent_entry_strikes_its_own",
                fires="BEFORE INSERT",
                when="NEW.strikes_id IS NOT NULL",
                body=STRIKES_ONE_THAT_STANDS,
                violation_error_message="Strike out what was recorded of this parent.",
            ),
            *written_once("parent_entry_is_final", "parent_entry_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"parent entry {self.pk}"

    @property
    def struck_by(self) -> ParentEntry | None:
        """The row that says it was a mistake, if there is one."""
        return next(iter(self.strikings.all()), None)
