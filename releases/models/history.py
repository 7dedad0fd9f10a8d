"""The consent history: append-only, each client's events one hash chain."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Func, Q, TextField
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from releases.models.release import Release


class EventKind(models.TextChoices):
    """What happened."""

    CLIENT_ADDED = "client_added", "Client added"
    CLIENT_CHANGED = "client_changed", "Client's details changed"
    CONTACT_ADDED = "contact_added", "Contact added"
    CONTACT_CHANGED = "contact_changed", "Contact's details changed"
    DRAFT_PREPARED = "draft_prepared", "Release prepared"
    DRAFT_WITHDRAWN = "draft_withdrawn", "Prepared release put aside"
    DRAFT_PRINTED = "draft_printed", "Release printed for signature"
    SIGNED = "signed", "Release signed"
    SUPERSEDED = "superseded", "Release superseded"
    REVOKED = "revoked", "Release revoked"
    EVENT_OCCURRED = "event_occurred", "Release ended by its event"
    VIEWED = "viewed", "Release viewed"
    PRINTED = "printed", "Release printed"
    BOOKED = "booked", "Session booked"
    MOVED = "moved", "Session moved"
    JOINED = "joined", "Contact added to a session"
    LEFT = "left", "Contact taken out of a session"
    HELD = "held", "Session put on hold"
    REOPENED = "reopened", "Session re-opened"
    CANCELLED = "cancelled", "Session cancelled"
    REFUSED = "refused", "Session not booked"


class ConsentEvent(models.Model):
    """One thing that happened to a client's consent: who, what, when and why.

    Made by ``releases.ledger.record`` alone. A trigger gives ``id``, ``number`` (the
    place in the client's chain), ``previous`` and ``at`` under the chain's lock, writes
    ``body``, the JSON text of all of them, and ``sha256`` of it; and refuses UPDATE,
    DELETE and TRUNCATE. ``at`` is UTC. ``detail`` holds ids, codes and instants only.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="events", db_index=False
    )
    number = models.PositiveIntegerField(default=0, editable=False)
    kind = models.CharField(max_length=20, choices=EventKind)
    at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="events"
    )
    session_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    previous = models.CharField(max_length=64, blank=True, editable=False)
    body = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "number"], name="event_chain_cannot_fork"
            ),
            models.CheckConstraint(
                name="event_has_a_kind",
                condition=Q(kind__in=EventKind.values),
                violation_error_message="Say what happened.",
            ),
            models.CheckConstraint(
                name="event_detail_is_an_object",
                condition=Exact(
                    Func("detail", function="JSONB_TYPEOF", output_field=TextField()),
                    "object",
                ),
                violation_error_message="Say each detail by its name.",
            ),
            ForeignKeyConstraint(
                name="event_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ]
        # The history, newest first, by each of its filters. Clinician and kind are in
        # each other's index, so that the two together read no rows in vain.
        indexes: ClassVar = [
            models.Index(fields=["client", "at", "id"], name="event_by_client"),
            models.Index(
                fields=["clinician", "at", "id", "kind"], name="event_by_clinician"
            ),
            models.Index(
                fields=["kind", "at", "id", "clinician"], name="event_by_kind"
            ),
            # Without a filter. Only who asks for a number has it: the planner would else
            # walk past all that happened since a clinician left to find their events.
            models.Index(
                fields=["at", "id"], name="event_by_time", condition=Q(number__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"
