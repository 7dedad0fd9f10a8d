"""Which releases are signed, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, Greatest, JSONObject, Least, Now
from django.db.models.lookups import LessThan

from clients.models import Client, Contact
from practice.models import User
from releases.models.draft import ReleaseDraft
from releases.models.ends import NEVER
from releases.models.rights import SOONEST, right_ends_at

if TYPE_CHECKING:
    from releases.models.release import Release  # noqa: F401 - in a string below


def lost_of(release: str) -> ArraySubquery:
    """Of the release under this name, its revocations that a restored backup does not
    know: each with its part, and when it was received and recorded.
    """
    every = apps.get_model("releases.LostRevocation").objects.of_what_stands()
    kept = JSONObject(
        part=F("part"), received=F("received_at"), recorded=F("recorded_at")
    )
    found = every.filter(release=OuterRef(release)).order_by("pk")
    return ArraySubquery(found.values(of=kept))


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: User) -> ReleaseQuerySet:
        """Releases of the clients whom ``user`` may see."""
        return self.filter(client__in=Client.objects.visible_to(user))

    def of(self, contact: Contact) -> ReleaseQuerySet:
        """What has been signed for ``contact`` and by their own client."""
        return self.filter(contact=contact, client=contact.client_id)

    def saying_for_whom(self) -> ReleaseQuerySet:
        """With ``signed_for``: the contact's name as it was signed, in every version."""
        contact = KeyTransform("contact", "document__content")
        return self.annotate(signed_for=KeyTextTransform("name", contact))

    def with_lost(self) -> ReleaseQuerySet:
        """Each with ``lost``, which is asked one by one otherwise."""
        return self.annotate(lost=lost_of("pk"))

    def with_draft(self) -> ReleaseQuerySet:
        """Each with ``draft_waiting``: the id of what is prepared, to be signed next."""
        drafts = ReleaseDraft.objects.awaiting_signature()
        same = drafts.filter(contact=OuterRef("contact"), kind=OuterRef("kind"))
        newest = same.values("pk")[:1]
        return self.annotate(draft_waiting=Subquery(newest))

    def ending_before(self, now: Any, end: Any) -> ReleaseQuerySet:
        """In force at ``now``, over before ``end``, nothing signed to carry on, and not
        left to lapse.

        Whatever ends them: their last day, the signer's authority or a newer release.
        """
        lapses = apps.get_model("releases.Lapse").objects
        left = lapses.filter(release=OuterRef("pk"), taken_back_at=None)
        carries_on = self.model._default_manager.filter(
            client=OuterRef("client"),
            contact=OuterRef("contact"),
            kind=OuterRef("kind"),
            in_force__startswith=OuterRef("in_force__endswith"),
        )
        return self.filter(
            ~Exists(carries_on),
            ~Exists(left),
            # Not that it contains ``now``, for which all that do would be read.
            in_force__startswith__lte=now,
            in_force__endswith__gt=now,
            in_force__endswith__lt=end,
        ).order_by("in_force__endswith", "pk")

    def outliving(self, before: Client, after: Client) -> ReleaseQuerySet:
        """What would count for longer than its signer had the right to sign if a client
        were not as ``before`` but as ``after``; each with ``right_ends_at``, which is
        not past. Asks what ``client_leaves_signers_their_right`` asks.
        """
        soonest, lost = [], Q()
        for law in (before.state, SOONEST):
            had, has = right_ends_at(before, law), right_ends_at(after, law)
            soonest.append(has)
            lost |= Q(LessThan(has, Coalesce(had, NEVER)))
        ends = Greatest(Now(), Least(*soonest))
        theirs = self.filter(lost, client=after.pk, in_force__endswith__gt=ends)
        return theirs.annotate(right_ends_at=ends)
