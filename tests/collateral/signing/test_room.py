"""Signed in the room: handed over, one thing at a time, and given back."""

from __future__ import annotations

from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from practice.models import User
from releases.models import HowEnded, Release, SigningSession
from tests.room import sign_in_room
from tests.signed import draft_for

SIGNS = {
    "signer": "Jordan Reyes",
    "capacity": "client",
    "mark": "typed",
    "typed_name": "Jordan Reyes",
    "intends": "on",
}


def test_what_is_signed_in_the_room_is_a_release(
    ada: User, adas: Browser, ben: Contact, unprinted: None
) -> None:
    draft = draft_for(ben, ada)
    path = reverse("draft_signature", args=[draft.pk])
    answer = sign_in_room(adas, path, SIGNS)
    release = Release.objects.get(draft=draft)
    assert answer.url == f"/releases/{release.pk}/"
    signing = SigningSession.objects.get()
    assert (signing.ended_how, signing.opened_by) == (HowEnded.SIGNED, ada)
    assert signing.left_at
    assert adas.get("/week/").status_code == 200
