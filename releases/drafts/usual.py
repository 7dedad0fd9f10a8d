"""What a draft starts from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import Contact
from practice.spans import last_day, local_day
from releases.cover import Cover
from releases.models import Kind, Release

USUAL_TERM = timedelta(days=180)
# What a renewal says as the release before it did. What needs initials is asked anew.
ALWAYS = ("details", "off_limits", "purposes", "disclosers")
CARRIED_ON = (
    *ALWAYS,
    "topics",
    "off_limit_topics",
    "direction",
    "formats",
    "places",
    "most_sessions",
    "affiliation",
)


def usual_terms(contact: Contact, kind: str = Kind.GENERAL) -> dict[str, Any]:
    """What a new draft of this kind starts from: the terms of the last release of it, or
    today and six months.

    A renewal starts where cover in force now ends, so that it has no gap; what starts
    only later leaves one today. It ends no sooner than what it would replace.
    """
    releases = Release.objects.of(contact).filter(kind=kind)
    last = (
        releases.exclude(draft=None)
        .select_related("draft")
        .order_by("-signed_at")
        .first()
    )
    today, now = timezone.localdate(), timezone.now()
    terms: dict[str, Any] = {
        "effective_on": today,
        "affiliation": contact.organisation,
    }
    if last and last.draft:
        carried = CARRIED_ON if kind == Kind.GENERAL else ALWAYS
        terms |= {name: getattr(last.draft, name) for name in carried}
        terms["affiliation"] = terms["affiliation"] or contact.organisation
        revoked = set(last.grants.exclude(ended_at=None).values_list("what", flat=True))
        for name in {"topics", "formats", "places"}.intersection(carried):
            terms[name] = [each for each in terms[name] if each not in revoked]
    cover = Cover.of(releases.values_list("in_force", flat=True))
    if until := cover.until(now):
        terms["effective_on"] = local_day(until)
    usual = terms["effective_on"] + USUAL_TERM
    terms["expires_on"] = max([usual, *(last_day(run.upper) for run in cover.runs)])
    return terms
