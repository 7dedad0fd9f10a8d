"""Which releases are being prepared, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from clients.models import Client
from practice.models import User
from releases.models.waiting import being_checked, who_refuses

if TYPE_CHECKING:
    from releases.models.draft import ReleaseDraft  # noqa: F401 - in a string below


class ReleaseDraftQuerySet(models.QuerySet["ReleaseDraft"]):
    def visible_to(self, user: User) -> ReleaseDraftQuerySet:
        """Drafts for the clients whom ``user`` may see."""
        return self.filter(client__in=Client.objects.visible_to(user))

    def awaiting_signature(self) -> ReleaseDraftQuerySet:
        """Prepared, neither signed nor put aside; each with who ``refused_by`` may be, and
        whether a paper of it that was signed is ``being_checked``.
        """
        waiting = self.filter(signed_at=None, withdrawn_at=None)
        return waiting.annotate(refused_by=who_refuses(), being_checked=being_checked())

    def ready_to_sign(self) -> ReleaseDraftQuerySet:
        """Those that wait for nothing but being signed."""
        waiting: Any = self.awaiting_signature()
        ready: ReleaseDraftQuerySet = waiting.filter(
            refused_by=None, being_checked=False
        )
        return ready
