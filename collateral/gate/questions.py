"""What the gate asks of the database, for some contacts of one client."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from clients.models import APART, CourtOrder
from practice.database.worded import worded
from practice.spans import Span
from releases.models import Grant, Kind, Release, ReleaseDraft
from releases.proof.evidence import with_evidence


@worded
def granted(
    client: int, contacts: list[int], clinician: int, during: Span
) -> QuerySet[Grant, tuple[int, str, int]]:
    """All that is granted to them for all of ``during``, each with who may tell."""
    theirs = Grant.objects.filter(client=client, contact__in=contacts)
    return theirs.told_by(clinician).throughout(during)


@worded
def signed(client: int, contacts: list[int], during: Span) -> QuerySet[Any]:
    """Their releases but for those of notes, with the evidence of those in force at some
    time ``during``.
    """
    theirs = Release.objects.filter(
        client=client, contact__in=contacts, kind=Kind.GENERAL
    )
    return with_evidence(theirs, during=during)


@worded
def prepared(contacts: list[int]) -> QuerySet[ReleaseDraft]:
    """Their drafts that await a signature."""
    waiting = ReleaseDraft.objects.awaiting_signature()
    return waiting.filter(contact__in=contacts, kind=Kind.GENERAL)


@worded
def kept_apart(contacts: list[int]) -> QuerySet[CourtOrder]:
    """The orders by which some of them stay away from the client."""
    newest = CourtOrder.objects.in_effect()
    return newest.filter(contact__in=contacts, ruling__in=APART)
