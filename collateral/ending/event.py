"""Ending releases by their event, such as the end of treatment here: hold what leaned
on them, or end it where people are in the room, then end them, in one step (45 CFR 164.508(c)(1)(v)).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral.ending import ripple
from collateral.ending.hold import end_early, hold, keep_still
from collateral.models import Session
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User
from releases.models import Release, ReleaseQuerySet
from releases.proof import facts


def ending_by_event(client: Client) -> ReleaseQuerySet:
    """What is signed for ``client``, in force or still to start, and ends by an event."""
    ahead = Release.objects.filter(client=client, in_force__endswith__gt=timezone.now())
    return ahead.exclude(expires_event="").order_by("in_force", "pk")


@retried
def end_by_event(
    releases: Iterable[Release], reason: str, actor: User
) -> list[Session]:
    """The event that ends each of ``releases`` has occurred, now; the sessions put on
    hold. What has ended so already is left as it is.
    """
    keys = [release.pk for release in releases]
    lock(Contact.objects.filter(releases__in=keys).distinct())
    found = list(
        Release.objects.select_for_update(of=("self",))
        .select_related("client", "contact")
        .filter(pk__in=keys, event_occurred_at=None)
        .order_by("pk")
    )
    keep_still(ripple.of_ending_all(found))
    for each in found:
        end_early(ripple.of_ending(each), each, actor)
    held = [hold(ripple.of_ending(each), each, actor) for each in found]
    for release in found:
        release.event_occurred_at = timezone.now()
        release.save(update_fields=["event_occurred_at"])
    for release in found:
        record(
            EventKind.EVENT_OCCURRED,
            release.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
            reason=reason,
            **facts.held(release, EventKind.EVENT_OCCURRED),
        )
    return sorted(chain.from_iterable(held), key=lambda session: session.during.lower)
