"""Releases revoked: by the act, and past it to the microsecond."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils import timezone

from clients.law.signers import Capacity
from clients.models import Contact
from collateral import ending
from collateral.models import Session
from practice.models import User
from releases.models import Manner, Release, Revocation


def revocation_of(
    contact: Contact, by: User, at: datetime | None = None, **said: Any
) -> Revocation:
    """The client's own word, recorded as it is received, now; not saved yet."""
    at = at or timezone.now()
    return Revocation(
        **{
            "client": contact.client,
            "contact": contact,
            "revoker": contact.client.legal_name,
            "capacity": Capacity.CLIENT,
            "manner": Manner.SPOKEN,
            "received_at": at,
            "time_zone": "America/New_York",
            "recorded_by": by,
            "recorded_at": at,
            **said,
        }
    )


def revoke(release: Release, reason: str, by: User, **said: Any) -> list[Session]:
    """Revoke ``release`` by the act, as the client says; the sessions put on hold."""
    revocation = revocation_of(release.contact, by, reason=reason, **said)
    return ending.revoke([release], revocation)


def revoke_part(
    release: Release,
    part: list[str],
    by: User,
    *,
    losing: Collection[int] = (),
    **said: Any,
) -> list[Session]:
    """Revoke ``part`` of ``release`` by the act; the sessions put on hold."""
    revocation = revocation_of(release.contact, by, part=part, **said)
    return ending.revoke([release], revocation, losing=losing)


def parted(
    contact: Contact, by: User, part: list[str], at: datetime | None = None
) -> dict[str, Any]:
    """The columns of a grant of ``part`` that was revoked ``at`` that instant."""
    revocation = revocation_of(contact, by, at, part=part)
    revocation.save()
    return {"ended_at": revocation.recorded_at, "revocation": revocation}


def facts_of(revocation: Revocation) -> dict[str, Any]:
    """What a release repeats of ``revocation``."""
    return {
        "revocation": revocation,
        "revoked_at": revocation.recorded_at,
        "revoked_by": revocation.recorded_by,
        "revoked_reason": revocation.reason,
    }


def revoked_as_it_says(release: Release, by: User | None) -> None:
    """Let ``release``, not saved yet, have been revoked when it says, by the client."""
    if by and release.revoked_at:
        for name, value in revoked(release.contact, by, release.revoked_at).items():
            setattr(release, name, value)


def revoked(
    contact: Contact, by: User, at: datetime | None = None, reason: str = ""
) -> dict[str, Any]:
    """The columns of a release for ``contact`` that was revoked ``at`` that instant."""
    revocation = revocation_of(contact, by, at, reason=reason)
    revocation.save()
    return facts_of(revocation)


def revoked_form(*releases: Release, **said: Any) -> dict[str, Any]:
    """What a browser sends to revoke ``releases`` just now, as the client says."""
    now = timezone.localtime()
    return {
        "releases": [str(release.pk) for release in releases],
        "scope": "whole",
        "capacity": "client",
        "manner": "spoken",
        "received_on": now.date().isoformat(),
        "received_time": f"{now:%H:%M}",
        **said,
    }
