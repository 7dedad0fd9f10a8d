"""How long what a link opened stays open."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from releases.models import HowEnded, SignatureLink, SigningSession
from releases.signing import room

LONGEST = timedelta(minutes=30)


def end_if_over(signing: SigningSession) -> bool:
    """End it after half an hour, and with its link: by withdrawal, say, or discharge."""
    if timezone.now() - signing.opened_at >= LONGEST:
        return room.end(signing, HowEnded.IDLE)
    links = SignatureLink.objects.standing()
    if links.filter(signing_sessions=signing).exists():
        return False
    return room.end(signing, HowEnded.WITHDRAWN)
