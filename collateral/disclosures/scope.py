"""What a contact might hear of at a moment: the release then, and the topics it grants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clients.models import Contact
from collateral.models.topic import LABELS
from releases.models import Grant, Kind, Release


def release_at(contact: Contact, at: datetime) -> Release | None:
    """The release of information that was in force then, if one was."""
    theirs = Release.objects.filter(contact=contact, kind=Kind.GENERAL)
    return theirs.filter(in_force__contains=at).first()


def granted(release: Release | None, teller: int, at: datetime) -> list[str]:
    """The topics of which this clinician might tell then, in the order of the list."""
    if release is None:
        return []
    grants = Grant.objects.filter(release=release, in_force__contains=at)
    found = set(grants.told_by(teller).values_list("what", flat=True))
    return in_order(found)


def in_order(topics: Iterable[str]) -> list[str]:
    """Each topic once, in the order of the list."""
    found = set(topics)
    return [topic for topic in LABELS if topic in found]


def called(contact: Contact) -> str:
    """A contact as they are called now, with where they take part."""
    return ", ".join(filter(None, (contact.name, contact.organisation)))[:200]
