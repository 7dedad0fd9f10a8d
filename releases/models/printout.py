"""A prepared release, or a form beside it, as it was printed to be signed by hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from clients.law.signers import Capacity
from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import written_once
from practice.models import User
from releases.models.draft import ReleaseDraft
from releases.models.form_kinds import FormKind

# What the code on a page has room for: ``practice.paper.codes``.
NUMBERS, MOST_PAGES = 31**8, 30


class PrintoutQuerySet(models.QuerySet["Printout"]):
    def visible_to(self, user: User) -> PrintoutQuerySet:
        """Of the clients whom ``user`` may see."""
        seen = Client.objects.visible_to(user)
        return self.filter(Q(draft__client__in=seen) | Q(client__in=seen))

    def unchecked(self) -> PrintoutQuerySet:
        """Those on which nobody's signature was found yet: whoever signs another copy has
        pages of their own.
        """
        return self.exclude(by_hand__passed=True)

    def with_people(self) -> PrintoutQuerySet:
        return self.select_related(
            "draft__client__clinician",
            "draft__contact",
            "client__clinician",
            "contact",
        )


class Printout(models.Model):
    """One version of a draft on paper, or of a form of ``form_kind``: its words, and the
    ``number`` that the code on each page names. Printed again as it is, it is the same one.

    The number is drawn at random, so that it says nothing of the draft, and a page of
    another practice finds none here.
    """

    number = models.BigIntegerField(unique=True)
    draft: Any = models.ForeignKey(
        ReleaseDraft,
        models.PROTECT,
        null=True,
        related_name="printouts",
        db_index=False,
    )
    client: Any = models.ForeignKey(
        Client, models.PROTECT, null=True, related_name="form_printouts"
    )
    contact: Any = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        related_name="form_printouts",
        db_constraint=False,
    )
    form_kind = models.CharField(
        max_length=20, choices=FormKind, blank=True, default="", db_default=""
    )
    version = models.CharField(max_length=64)
    content = models.JSONField()
    # Of a draft, in whose right its words speak; a form says the same to all who sign it.
    capacity = models.CharField(max_length=20, choices=Capacity, blank=True)
    pages = models.PositiveSmallIntegerField()
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    printed_at = models.DateTimeField(auto_now_add=True)

    objects = PrintoutQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "version", "pages"], name="printout_numbered_once"
            ),
            models.CheckConstraint(
                name="printout_fits_its_code",
                condition=Q(
                    number__gte=0,
                    number__lt=NUMBERS,
                    pages__range=(1, MOST_PAGES),
                    version__regex="^[0-9a-f]{64}$",
                ),
                violation_error_message="This is more than the code on a page says.",
            ),
            models.CheckConstraint(
                name="printout_names_a_right",
                condition=Q(capacity__in=Capacity.values) | Q(draft=None, capacity=""),
                violation_error_message="Say in which right it is signed.",
            ),
            models.CheckConstraint(
                name="printout_is_of_one_paper",
                condition=Q(
                    draft__isnull=False, client=None, contact=None, form_kind=""
                )
                | Q(draft=None, client__isnull=False, form_kind__in=FormKind.values),
                violation_error_message="It is of one release, or of one form.",
            ),
            models.CheckConstraint(
                name="printout_says_who_joins",
                condition=Q(form_kind=FormKind.ACKNOWLEDGEMENT, contact__isnull=False)
                | ~Q(form_kind=FormKind.ACKNOWLEDGEMENT) & Q(contact=None),
                violation_error_message="Say whose acknowledgement it is.",
            ),
            ForeignKeyConstraint(
                name="printout_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            *written_once("printout_is_final", "printout_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"printout {self.pk}"

    @property
    def about(self) -> Client:
        """Whose release or form it is."""
        client: Client = self.client or self.draft.client
        return client

    @property
    def names(self) -> Contact | None:
        """Whom the release is for, or who joins."""
        contact: Contact | None = self.draft.contact if self.draft else self.contact
        return contact

    @property
    def told(self) -> dict[str, Any]:
        """What the history says of which paper it is."""
        return {"draft": self.draft.pk} if self.draft else {"form": self.form_kind}
