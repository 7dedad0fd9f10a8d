"""Which links can still be opened, and which were locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.utils import timezone

from clients.models import Client
from practice.models import User
from releases.models.draft import ReleaseDraft

if TYPE_CHECKING:
    from releases.models.signature_link import SignatureLink

# Of a link to a form: whether it brings nothing any more, whatever else became of it.
IS_OVER = Func(
    F("pk"), Value(None), function="form_link_is_over", output_field=BooleanField()
)


class SignatureLinkQuerySet(models.QuerySet["SignatureLink"]):
    def visible_to(self, user: User) -> SignatureLinkQuerySet:
        """Those for the clients whom ``user`` may see."""
        seen = Client.objects.visible_to(user)
        return self.filter(Q(draft__client__in=seen) | Q(client__in=seen))

    def of_the_same(self, link: SignatureLink) -> SignatureLinkQuerySet:
        """Those for what ``link`` is for."""
        if link.draft:
            return self.filter(draft=link.draft)
        return self.filter(
            client=link.client, contact=link.contact, form_kind=link.form_kind
        )

    def open(self) -> SignatureLinkQuerySet:
        """Those that came to no end of their own, but for their time."""
        return self.filter(used_at=None, withdrawn_at=None, locked_at=None)

    def standing(self) -> SignatureLinkQuerySet:
        """Those that can be opened: of what awaits signature, for a client in care."""
        awaiting: Any = ReleaseDraft.objects.awaiting_signature()
        awaiting = awaiting.filter(
            refused_by=None, client__discharged_on=None, client__deceased_on=None
        )
        in_care = Q(client__discharged_on=None, client__deceased_on=None)
        still = self.open().filter(expires_at__gt=timezone.now())
        return still.filter(
            Q(draft__in=awaiting.values("pk"))
            | Q(client__isnull=False) & in_care & ~Q(IS_OVER)
        )

    def to_forms(self) -> SignatureLinkQuerySet:
        """Those to forms by which one may still be signed, or that were locked."""
        ends = Q(locked_at__isnull=False) | Q(expires_at__gt=timezone.now())
        links = self.filter(ends, client__isnull=False, used_at=None, withdrawn_at=None)
        return links.filter(~Q(IS_OVER))

    def locked(self) -> SignatureLinkQuerySet:
        """Those that nobody has looked into yet, of what awaits signature."""
        awaiting = ReleaseDraft.objects.awaiting_signature().values("pk")
        return self.filter(
            Q(draft__in=awaiting) | Q(client__isnull=False) & ~Q(IS_OVER),
            locked_at__isnull=False,
            withdrawn_at=None,
        )
