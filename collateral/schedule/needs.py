"""What waits for a clinician: held sessions, topics of what the front desk booked, what
came of those that took place, and releases to get signed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from collateral.debrief.due import debriefs_due, practices_due
from collateral.models import Session, Status
from collateral.plans.unwritten import topics_to_write
from practice.models import User
from releases.copies.owed import owes_a_copy
from releases.models import Release, ReleaseDraft, ReleaseQuerySet, SignatureLink
from releases.status import ENDING

# Of each list that may be long; one more is asked for, to tell that it is.
SHOWN = 5


def needs_of(user: User, now: datetime) -> dict[str, object]:
    """A list each, the most urgent first."""
    held = Session.objects.filter(
        clinician=user, status=Status.HELD, during__startswith__gte=now
    )
    # In one query, as both are sessions.
    soonest = held.order_by("during__startswith", "pk").values("pk")[:10]
    due = debriefs_due(user, now).values("pk")[: SHOWN + 1]
    unwritten = topics_to_write(user, now).values("pk")[: SHOWN + 1]
    sessions = list(
        Session.objects.filter(pk__in=soonest.union(due, unwritten))
        .select_related("client")
        .order_by("during__startswith", "pk")
    )
    standing = [each for each in sessions if each.status != Status.HELD]
    debriefs = [each for each in standing if each.during.upper <= now]
    topics = [each for each in standing if each.during.upper > now]
    practices = list(practices_due(user, timezone.localdate())[: SHOWN + 1])
    drafts = ReleaseDraft.objects.visible_to(user).awaiting_signature()
    locked = SignatureLink.objects.locked().filter(draft=OuterRef("pk"))
    drafts = drafts.annotate(link_locked=Exists(locked)).order_by(
        "-link_locked", "-prepared_at", "-pk"
    )
    signed: list[Any] = list(_ending_or_owed(user, now))
    return {
        "held": [each for each in sessions if each.status == Status.HELD],
        "topics": topics[:SHOWN],
        "more_topics": len(topics) > SHOWN,
        "debriefs": debriefs[:SHOWN],
        "more_debriefs": len(debriefs) > SHOWN,
        "practices": practices[:SHOWN],
        "more_practices": len(practices) > SHOWN,
        "drafts": drafts.select_related("client", "contact")[:10],
        "ending": [each for each in signed if each.ends_soon][:10],
        "copies": [each for each in signed if each.owes_copy][:10],
    }


def _ending_or_owed(user: User, now: datetime) -> ReleaseQuerySet:
    """In one query the releases that end soon, and those of which a signer has no copy."""
    seen = Release.objects.visible_to(user)
    ending = seen.ending_before(now, now + ENDING).filter(pk=OuterRef("pk"))
    told = seen.annotate(ends_soon=Exists(ending), owes_copy=owes_a_copy(now))
    return (
        told.filter(Q(ends_soon=True) | Q(owes_copy=True), in_force__endswith__gt=now)
        .select_related("client", "contact")
        .order_by("in_force__endswith", "pk")[:60]
    )
