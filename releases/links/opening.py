"""Opening a link: by what its address holds, and a date of birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import EventKind
from practice.secret import sha256_of
from releases.links.act import happened, version_of
from releases.links.papers import may_sign
from releases.models import SignatureLink
from releases.models.link_rules import MOST_TRIES


@dataclass(frozen=True)
class Opening:
    """What came of a date of birth; ``link`` where it may be tried again, or is open."""

    link: SignatureLink | None = None
    is_open: bool = False


def standing(token: str) -> SignatureLink | None:
    """What ``token`` opens now; None alike for what never was, and what is over."""
    return _found(token, SignatureLink.objects.all())


@transaction.atomic
def open_by(token: str, born: date) -> Opening:
    """Count ``born`` against the link, or open it.

    Its row is locked first, so that fifty at once have five tries between them.
    """
    link = _found(token, SignatureLink.objects.select_for_update(of=("self",)))
    if link is None:
        return Opening()
    if born != link.birth_asked:
        return Opening(link if _count(link) else None)
    link.opened_at = link.opened_at or timezone.now()
    link.version = version_of(link)
    link.save(update_fields=["opened_at", "version"])
    happened(EventKind.LINK_OPENED, link, None)
    return Opening(link, is_open=True)


def _found(token: str, links: Any) -> SignatureLink | None:
    """That which stands, of someone who may still sign, and has not yet."""
    people = links.standing().select_related(
        "draft__client__clinician",
        "draft__contact",
        "client__clinician",
        "contact",
        "asks_birth_of",
        "made_by",
    )
    link: SignatureLink | None = people.filter(token_sha256=sha256_of(token)).first()
    return link if link and may_sign(link) else None


def _count(link: SignatureLink) -> bool:
    """One more wrong date; whether another may be tried."""
    link.wrong_tries += 1
    if link.wrong_tries >= MOST_TRIES:
        link.locked_at = timezone.now()
    link.save(update_fields=["wrong_tries", "locked_at"])
    if link.locked_at:
        happened(EventKind.LINK_LOCKED, link, None)
    return link.locked_at is None
