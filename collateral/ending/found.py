"""What the pages that end a release share: which release, and what they say of it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral.models import Session
from practice.models import User
from practice.numbers import say_number
from practice.web.requests import SignedInRequest
from releases.models import Release


def found_release(request: SignedInRequest, release_id: int) -> Release:
    """With whom it names. Raises Http404 for a stranger."""
    releases = Release.objects.visible_to(request.user).saying_for_whom()
    return get_object_or_404(
        releases.select_related("client", "contact"), pk=release_id
    )


def where_to_decide(user: User, release: Release, held: list[Session]) -> str:
    """To the sessions that were put on hold, for who may decide; else to the release."""
    decides = held and user.is_clinician
    return reverse("release_sessions" if decides else "release", args=[release.pk])


def say(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def say_held(user: User, held: list[Session]) -> str:
    """How many sessions wait, and for whose decision; nothing if none does."""
    if not held:
        return ""
    said = (
        ngettext(
            "{count} session is on hold until you decide.",
            "{count} sessions are on hold until you decide.",
            len(held),
        )
        if user.is_clinician
        else ngettext(
            "{count} session is on hold until its clinician decides.",
            "{count} sessions are on hold until their clinician decides.",
            len(held),
        )
    )
    return capfirst(said.format(count=say_number(len(held))))
