"""A link by which one person signs one paper, on a device of their own."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from clients.models import Client, Contact
from releases.models.draft import ReleaseDraft
from releases.models.form_kinds import THEMSELVES, FormCapacity, FormKind
from releases.models.link_papers import OF_ONE_PAPER
from releases.models.link_queries import SignatureLinkQuerySet
from releases.models.link_rules import FUNCTIONS, LONGEST, MOST_TRIES, OF_LINKS

HEX = "^[0-9a-f]{64}$"


class LinkState(models.TextChoices):
    """What is to be said of a link."""

    WAITING = "waiting", "Waiting to be opened"
    OPENED = "opened", "Opened, not signed yet"
    LOCKED = "locked", "Locked: five wrong dates of birth"
    USED = "used", "Used: signed by it"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


class SignatureLink(models.Model):
    """For ``signer`` alone, of a release or a form; seven days at most. Of what is in its
    address, only the hash is kept; whoever opens it is asked a date of birth, by which it
    locks after five wrong ones (45 CFR 164.312(d)).
    """

    # Either a draft, or a form of ``form_kind`` in that language, as is a signing session.
    draft: Any = models.ForeignKey(
        ReleaseDraft, models.PROTECT, null=True, related_name="links"
    )
    client: Any = models.ForeignKey(
        Client, models.PROTECT, null=True, related_name="form_links"
    )
    contact: Any = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        related_name="form_links",
        db_constraint=False,
    )
    form_kind = models.CharField(
        max_length=20, choices=FormKind, blank=True, default="", db_default=""
    )
    language = models.CharField(max_length=10, blank=True, default="", db_default="")
    signer = models.CharField("who signs, by full name", max_length=200)
    capacity = models.CharField("in what right", max_length=20, choices=FormCapacity)
    # Whose date of birth is asked: the signer's own where it is on file, else the client's.
    asks_birth_of = models.ForeignKey(
        Contact, models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    token_sha256 = models.CharField(max_length=64)
    # Where it was mailed to, or whose phone it was shown to, as far as somebody said.
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    mailed_at = models.DateTimeField(null=True)  # last
    mail_failed_at = models.DateTimeField(null=True)
    # Of the words that whoever opens it reads.
    version = models.CharField(max_length=64)
    wrong_tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    locked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SignatureLinkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            *FUNCTIONS,
            *OF_ONE_PAPER,
            models.CheckConstraint(
                name="link_says_whose",
                condition=Q(signer__regex=r"\S", capacity__in=FormCapacity.values),
                violation_error_message="Say who signs, and in what right.",
            ),
            models.CheckConstraint(
                name="link_lasts_a_week_at_most",
                condition=Q(
                    expires_at__gt=F("made_at"), expires_at__lte=F("made_at") + LONGEST
                ),
                violation_error_message="A link lasts seven days at most.",
            ),
            models.CheckConstraint(
                name="link_holds_hashes",
                condition=Q(token_sha256__regex=HEX, version__regex=HEX),
                violation_error_message="Of a link, only its hash is kept.",
            ),
            models.UniqueConstraint(
                name="link_has_a_token_of_its_own",
                fields=["token_sha256"],
                violation_error_message="Each link has an address of its own.",
            ),
            models.CheckConstraint(
                name="link_locks_after_five",
                condition=Q(wrong_tries__lt=MOST_TRIES, locked_at=None)
                | Q(
                    wrong_tries=MOST_TRIES,
                    locked_at__isnull=False,
                    locked_at__gte=F("made_at"),
                ),
                violation_error_message="After five wrong dates a link is locked.",
            ),
            models.CheckConstraint(
                name="link_is_opened_then_used",
                condition=(Q(opened_at=None) | Q(opened_at__gte=F("made_at")))
                & (
                    Q(used_at=None)
                    | Q(opened_at__isnull=False, used_at__gte=F("opened_at"))
                ),
                violation_error_message="A link is used once it was opened.",
            ),
            models.CheckConstraint(
                name="link_is_mailed_somewhere",
                condition=Q(mailed_at=None, mail_failed_at=None) | ~Q(email=""),
                violation_error_message="A link is mailed to an address.",
            ),
            models.CheckConstraint(
                name="link_withdrawn_by_someone",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(
                    withdrawn_at__gte=F("made_at"),
                    withdrawn_by__isnull=False,
                    used_at=None,
                ),
                violation_error_message="Record who withdrew it, and when.",
            ),
            *OF_LINKS,
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def about(self) -> Client:
        """Whose release or form is signed."""
        client: Client = self.client or self.draft.client
        return client

    @property
    def names(self) -> Contact | None:
        """Whom the release is for, or who joins."""
        contact: Contact | None = self.draft.contact if self.draft else self.contact
        return contact

    @property
    def page(self) -> str:
        """Where staff send it, and see what became of it."""
        if self.draft:
            return reverse("draft_link", args=[self.draft.pk])
        asked = {"language": self.language}
        if self.contact:
            asked["contact"] = self.contact.pk
        path = reverse("form_link", args=[self.client.pk, self.form_kind])
        return f"{path}?{urlencode(asked)}"

    @property
    def birth_asked(self) -> date | None:
        """What is asked before it opens, as it is on file today."""
        born: Any = self.asks_birth_of or self.about
        answer: date | None = born.date_of_birth
        return answer

    @property
    def asks_their_own(self) -> bool:
        """Whether the signer's own date of birth is asked; else that of the client, or of
        the child who joins, whom they sign for.
        """
        if self.capacity == FormCapacity.PARTICIPANTS_PARENT:
            return self.asks_birth_of_id != self.contact_id
        return bool(self.asks_birth_of_id) or self.capacity in THEMSELVES

    @property
    def state(self) -> LinkState:
        if self.used_at:
            return LinkState.USED
        if self.withdrawn_at:
            return LinkState.WITHDRAWN
        if self.locked_at:
            return LinkState.LOCKED
        if self.expires_at <= timezone.now():
            return LinkState.EXPIRED
        return LinkState.OPENED if self.opened_at else LinkState.WAITING

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether that still changes anything: of a locked one, that it waits for us."""
        return not (self.used_at or self.withdrawn_at) and (
            bool(self.locked_at) or self.expires_at > timezone.now()
        )
