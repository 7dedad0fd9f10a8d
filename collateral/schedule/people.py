"""Sessions with the people in them, for whatever lists a day."""

from __future__ import annotations

from django.db.models import Prefetch

from collateral.models import Participant, SessionQuerySet
from collateral.signed_forms.lacking import has_acknowledged
from releases.models import Release


def with_people(sessions: SessionQuerySet) -> SessionQuerySet:
    """With client, room, video link, each seat's contact and what they signed: three queries,
    however many sessions.
    """
    return sessions.select_related("client", "room", "video_link").prefetch_related(
        Prefetch(
            "participants",
            Participant.objects.select_related("contact").annotate(
                has_acknowledged=has_acknowledged()
            ),
        ),
        Prefetch("participants__contact__releases", Release.objects.with_lost()),
    )
