"""The consent history: append-only, each client's events one hash chain."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Func, Q, TextField
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from clients.models.client import Client
from clients.models.contact import Contact
from clients.models.event_kind import EventKind
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Function, Trigger, happens_now, written_once

# The text that is hashed: JSON made of all of an event's columns, so that verification
# can make it again. No setting changes it: to_json writes instants in ISO 8601 whatever
# DateStyle says. Concatenated, as json_build_object takes four times as long; the hash
# needs no escaping. Events from before names were kept have none.
BODY = """
CREATE FUNCTION consent_event_body(event clients_consentevent) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '{"id":' || event.id
        || ',"client":' || event.client_id
        || ',"number":' || event.number
        || ',"previous":"' || event.previous
        || '","at":' || to_json(event.at AT TIME ZONE 'UTC')
        || ',"kind":' || to_json(event.kind)
        || ',"actor":' || coalesce(event.actor_id::text, 'null')
        || ',"clinician":' || event.clinician_id
        || ',"contact":' || coalesce(event.contact_id::text, 'null')
        || ',"release":' || coalesce(event.release_id::text, 'null')
        || ',"session":' || coalesce(event.session_id::text, 'null')
        || ',"reason":' || to_json(event.reason)
        || coalesce(',"names":' || event.names::text, '')
        || ',"detail":' || event.detail
        || '}'
$$
"""
CHAIN = """
DECLARE
    last record;
    locked text;
BEGIN
    -- One writer at a time to each client's chain; the id is given inside the lock.
    -- Assigned, as PERFORM would run a query.
    locked := pg_advisory_xact_lock(hashtextextended('consent chain', NEW.client_id))::text;
    SELECT number, sha256, at INTO last FROM clients_consentevent
        WHERE client_id = NEW.client_id ORDER BY number DESC LIMIT 1;
    IF NEW.at NOT BETWEEN '1900-01-01Z' AND clock_timestamp() + interval '1 minute' THEN
        RAISE 'an event of client % is not of our time', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'event_is_past';
    END IF;
    NEW.id := nextval('clients_consentevent_id_seq');
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.previous := coalesce(last.sha256, '');
    NEW.at := greatest(NEW.at, last.at);
    SELECT coalesce(NEW.names, '{}') || jsonb_strip_nulls(jsonb_build_object(
        'client', client.name, 'clinician', clinician.name,
        'actor', actor.name, 'contact', contact.name
    )) INTO NEW.names
        FROM clients_client AS client
        JOIN practice_user AS clinician ON clinician.id = NEW.clinician_id
        LEFT JOIN practice_user AS actor ON actor.id = NEW.actor_id
        LEFT JOIN clients_contact AS contact ON contact.id = NEW.contact_id
        WHERE client.id = NEW.client_id;
    IF NEW.detail ? 'contacts' THEN
        NEW.names := NEW.names || jsonb_strip_nulls(jsonb_build_object('contacts', (
            SELECT jsonb_object_agg(id, name) FROM clients_contact
            WHERE client_id = NEW.client_id AND NEW.detail -> 'contacts' @> to_jsonb(id)
        )));
    END IF;
    NEW.body := consent_event_body(NEW);
    NEW.sha256 := encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex');
    RETURN NEW;
END
"""


class ConsentEvent(models.Model):
    """One thing that happened to a client's consent: who, what, when and why.

    Made by ``clients.ledger.record`` alone. A trigger gives ``id``, ``number`` (the
    place in the client's chain), ``previous`` and ``at`` under the chain's lock, and
    ``names``, as everyone is called then; writes ``body``, the JSON text of all of them,
    and ``sha256`` of it; and refuses UPDATE, DELETE and TRUNCATE. ``at`` is UTC.
    ``detail`` holds ids, codes and instants only.
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
    # Of higher layers, by number alone.
    release_id = models.BigIntegerField(null=True)
    session_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    names = models.JSONField(null=True, editable=False)
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
            Function(
                name="consent_event_body",
                create=BODY,
                drop="consent_event_body(clients_consentevent)",
            ),
            Trigger(
                name="chain_event",
                fires="BEFORE INSERT",
                body=CHAIN,
                raises=["event_is_past"],
                violation_error_message="What happens is recorded as it happens.",
            ),
            # After the chain's own trigger, by its name: which may put it after the last.
            happens_now(
                "event_is_recorded_now",
                "BEFORE INSERT",
                "at",
                "What happens is recorded as it happens.",
            ),
            *written_once("history_is_append_only", "history_is_not_truncated"),
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
            # What is told of a release, beside its row.
            models.Index(
                fields=["release_id", "kind", "id"],
                name="event_of_release",
                condition=Q(release_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"

    def name_of(self, role: str) -> str:
        """What the client, contact, clinician or actor was called as it happened; what
        they are called now, where that was not kept yet.
        """
        if isinstance(self.names, dict):
            return str(self.names.get(role, ""))
        return str(getattr(getattr(self, role, None), "name", ""))
