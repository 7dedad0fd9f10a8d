"""Signed releases: what needs doing, and each one's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.models import User
from practice.web.page import OFFICE, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.copies.owed import copies_of
from releases.models import CopyWay, Release, ReleaseDraft, Revocation
from releases.parts import parts_of
from releases.proof.evidence import with_evidence
from releases.proof.fit import changed
from releases.status import ENDING, statuses_of
from releases.terms import read

PER_PAGE = 20

# What became of the sessions that leaned on a release, as ``user`` may see it.
Aftermath = Callable[[Release, User], Mapping[str, Any]]


@page(*OFFICE)
def releases(request: SignedInRequest) -> HttpResponse:
    """Releases awaiting signature, and those that end soon with nothing to follow."""
    now = timezone.now()
    drafts = ReleaseDraft.objects.visible_to(request.user)
    signed = Release.objects.visible_to(request.user)
    ending = signed.ending_before(now, now + ENDING).with_lost()
    soon = Page.of(
        ending.saying_for_whom().with_draft().select_related("client", "contact"),
        ("in_force__endswith", "id"),
        request.GET.get("ending", ""),
        PER_PAGE,
        among=signed,
    )
    context = {
        "drafts": Page.of(
            drafts.awaiting_signature().select_related("client", "contact"),
            ("-prepared_at", "-id"),
            request.GET.get("drafts", ""),
            PER_PAGE,
            among=drafts,
        ),
        "ending": soon,
        "ending_rows": statuses_of(soon.rows, now),
        "now": now,
    }
    return render(request, "releases/releases.html", context)


def found_release(request: SignedInRequest, release_id: int) -> Any:
    """With whom it names, and the evidence for it. Raises Http404 for a stranger."""
    people = (
        Release.objects.visible_to(request.user)
        .with_lost()
        .select_related(
            "client",
            "contact",
            "revocation__recorded_by",
            "revocation__writing",
            "authority_ended_by",
            "law_ended_by",
        )
    )
    return get_object_or_404(with_evidence(people), pk=release_id)


def recorded(request: SignedInRequest, found: Release, kind: EventKind) -> None:
    """Write to the history that it was viewed or printed."""
    record(kind, found.client, request.user, contact=found.contact, release_id=found.pk)


def _parts_of(found: Any) -> dict[str, Any]:
    """What was revoked of it and by whom, where that is a part; and what remains."""
    parts = parts_of(found, timezone.now())
    revocations = Revocation.objects.filter(grants__release=found).distinct()
    people = revocations.select_related("recorded_by", "writing").order_by("pk")
    return {"parts": parts, "revoked_in_part": people if parts.ended else []}


def _voiding_of(found: Release) -> dict[str, Any]:
    """What was last asked about it, and whether that waits for a decision."""
    asked = found.voidings.select_related("asked_by", "decided_by").last()
    return {"voiding": asked, "voiding_waits": asked and asked.decided_at is None}


@page()
def release(
    request: SignedInRequest, release_id: int, aftermath: Aftermath
) -> HttpResponse:
    """A signed release, word for word; that it was viewed is recorded.

    Of what is not what was signed, nothing is shown.
    """
    found = found_release(request, release_id)
    if how := changed(found):
        context = {"release": found, "how": how}
        return render(request, "releases/changed.html", context, status=500)
    recorded(request, found, EventKind.VIEWED)
    document = found.evidence["document"]
    signed = Release.objects.of(found.contact).with_lost()
    status = dict(statuses_of(signed, timezone.now()))[found]
    drafts = ReleaseDraft.objects.awaiting_signature()
    context = {
        "release": found,
        "terms": read(document["content"]),
        "version": document["sha256"],
        "status": status,
        "draft": drafts.filter(contact=found.contact_id, kind=found.kind).first(),
        "copies": copies_of(found),
        "ways": CopyWay.choices,
        "lapse": found.lapses.filter(taken_back_at=None)
        .select_related("decided_by")
        .first(),
        **_parts_of(found),
        **_voiding_of(found),
        "corrections": found.contact.corrections.since(found.signed_at),
        **aftermath(found, request.user),
    }
    return render(request, "releases/release.html", context)
