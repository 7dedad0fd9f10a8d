"""The time in which a browser is a signing room, and nothing else, for one paper."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clients.law.signers import Capacity
from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import IS_FINAL, Trigger, happens_now
from releases.models.draft import ReleaseDraft
from releases.models.form_kinds import FormKind
from releases.models.signature_link import SignatureLink

# It ends once, and is never another's: what was signed in it leans on that.
ENDS_ONCE = """
DECLARE
    open text[] := '{last_seen,ended_at,ended_how,left_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND (OLD.ended_at IS NULL
            OR (NEW.ended_at, NEW.ended_how) = (OLD.ended_at, OLD.ended_how))
        AND (OLD.left_at IS NULL OR NEW.left_at = OLD.left_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE 'signing session % ends once', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'signing_session_ends_once';
END
"""


class Way(models.TextChoices):
    """How whoever signs came by the browser in which they do."""

    ROOM = "room", "Handed over in the room"
    LINK = "link", "By a link"


class HowEnded(models.TextChoices):
    """What became of it."""

    SIGNED = "signed", "Signed"
    BY_ANOTHER = "by_another", "Signed elsewhere meanwhile"
    REFUSED = "refused", "They would rather not"
    PAPER = "paper", "They would rather sign on paper"
    APPROVED = "approved", "Approved"
    IDLE = "idle", "Left alone"
    HANDED_BACK = "handed_back", "Handed back before it was signed"
    SIGNED_OUT = "signed_out", "Whoever opened it was signed out"
    WITHDRAWN = "withdrawn", "What was to be signed was changed or withdrawn"


class SigningSession(models.Model):
    """From when it is handed over until its browser is free again, at ``left_at``.

    It is one browser's: ``key_hash`` is a keyed hash of its session's key. What is typed
    on the way is in that session, and goes with it. ``signer`` is whom it was handed to,
    in the right of ``capacity``; empty where that is open. Of a form beside releases,
    ``form_signer`` says which of those who sign it.
    """

    # A draft; a form of ``form_kind``; or neither, where a plan of ``client`` is read and
    # answered. Which one it is, its pages ask first.
    draft: Any = models.ForeignKey(
        ReleaseDraft, models.PROTECT, null=True, related_name="signing_sessions"
    )
    form_kind = models.CharField(max_length=20, choices=FormKind, blank=True)
    form_signer = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, blank=True)
    client: Any = models.ForeignKey(
        Client, models.PROTECT, null=True, related_name="form_signing_sessions"
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        related_name="form_signing_sessions",
        db_constraint=False,
    )
    way = models.CharField(max_length=10, choices=Way)
    link = models.ForeignKey(
        SignatureLink, models.PROTECT, null=True, related_name="signing_sessions"
    )
    key_hash = models.CharField(max_length=64)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    signer = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=20, choices=Capacity, blank=True)
    # Whether someone witnesses it, and someone interprets, each on a page of their own.
    witnessed = models.BooleanField(default=False)
    interpreted = models.BooleanField(default=False)
    last_seen = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=20, choices=HowEnded, blank=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="signing_session_one_a_browser",
                fields=["key_hash"],
                condition=Q(left_at=None),
                violation_error_message="This browser is handed over already.",
            ),
            models.CheckConstraint(
                name="signing_session_is_of_one_paper",
                condition=Q(
                    draft__isnull=False,
                    client=None,
                    contact=None,
                    form_kind="",
                    form_signer="",
                )
                | Q(
                    draft=None,
                    client__isnull=False,
                    form_kind__in=FormKind.values,
                    form_signer__regex=r"\S",
                    language__regex=r"\S",
                )
                | Q(
                    draft=None,
                    client__isnull=False,
                    contact=None,
                    form_kind="",
                    form_signer="",
                    language__regex=r"\S",
                    way=Way.ROOM,
                ),
                violation_error_message="Hand over one release, form or plan.",
            ),
            ForeignKeyConstraint(
                name="signing_session_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="signing_session_has_a_way",
                condition=Q(way__in=Way.values, key_hash__regex="^[0-9a-f]{64}$"),
                violation_error_message="Say how it is signed, and in which browser.",
            ),
            models.CheckConstraint(
                name="signing_session_by_link_has_one",
                condition=Q(way=Way.LINK, link__isnull=False)
                | ~Q(way=Way.LINK) & Q(link=None),
                violation_error_message="Say by which link it was opened.",
            ),
            models.CheckConstraint(
                name="signing_session_ends_somehow",
                condition=Q(ended_at=None, ended_how="")
                | Q(
                    ended_at__isnull=False,
                    ended_at__gte=F("opened_at"),
                    ended_how__in=HowEnded.values,
                ),
                violation_error_message="Say how it ended.",
            ),
            models.CheckConstraint(
                name="signing_session_left_once_over",
                condition=Q(left_at=None)
                | Q(ended_at__isnull=False, left_at__gte=F("ended_at")),
                violation_error_message="It ends before its browser is free again.",
            ),
            happens_now(
                "signing_session_opens_now",
                "BEFORE INSERT",
                "opened_at",
                "It is handed over now, not at a time gone by.",
            ),
            Trigger(
                name="signing_session_ends_once",
                fires="BEFORE UPDATE OR DELETE",
                body=ENDS_ONCE,
                violation_error_message="What ended does not begin again.",
            ),
            Trigger(
                name="signing_session_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message="What was written here stays as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"signing session {self.pk}"

    @property
    def about(self) -> Client:
        """Whose release or form is signed, or whose plan is read."""
        client: Client = self.client or self.draft.client
        return client

    @property
    def is_of_a_plan(self) -> bool:
        """Whether nothing is signed in it: a plan is read, and answered."""
        return self.draft_id is None and not self.form_kind
