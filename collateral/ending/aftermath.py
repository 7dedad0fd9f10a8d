"""What became of the sessions that leaned on a release that ended."""

from __future__ import annotations

from typing import TypedDict

from django.db.models import Prefetch, Q

from clients.models import ConsentEvent, EventKind
from collateral.ending.late import took_place_on
from collateral.models import Participant, Session, SessionQuerySet, Status
from practice.models import User
from releases.models import Release


class Aftermath(TypedDict):
    """``waiting`` is whether any of ``put_on_hold`` still waits for a decision."""

    put_on_hold: list[Session]
    waiting: bool
    late: list[Session]


def aftermath_of(release: Release, user: User) -> Aftermath:
    """The sessions that its end, and what ended with it, put on hold; and those that
    took place before anyone knew.
    """
    together = Q(pk=release.pk)
    if release.revocation_id:
        together |= Q(revocation=release.revocation_id)
    ended = Release.objects.filter(together, client=release.client_id)
    events = ConsentEvent.objects.filter(
        client=release.client_id,
        kind=EventKind.HELD,
        release_id__in=ended.values("pk"),
    )
    visible = Session.objects.visible_to(user)
    put = _listed(visible.filter(pk__in=events.values("session_id")))
    late = _listed(took_place_on(release) & visible)
    waiting = any(session.status == Status.HELD for session in put)
    return {"put_on_hold": put, "waiting": waiting, "late": late}


def _listed(sessions: SessionQuerySet) -> list[Session]:
    seats = Prefetch("participants", Participant.objects.select_related("contact"))
    return list(
        sessions.select_related("clinician", "room")
        .prefetch_related(seats)
        .order_by("during__startswith", "pk")
    )
