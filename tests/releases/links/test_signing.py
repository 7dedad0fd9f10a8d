"""Signed by a link: in a session of its own, once, and then it opens nothing."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import ConsentEvent, EventKind
from practice.models import User
from releases.models import (
    HowEnded,
    LinkState,
    Release,
    ReleaseDraft,
    SignatureLink,
    SigningSession,
)
from tests.links import link_of, opened
from tests.room import step_by_step

pytestmark = pytest.mark.usefixtures("unprinted")

SIGNS = {
    "signer": "Jordan Reyes",
    "capacity": "client",
    "mark": "typed",
    "typed_name": "Jordan Reyes",
    "intends": "on",
}


def test_what_is_signed_by_a_link_is_a_release_and_says_so(
    bens: ReleaseDraft, ada: User
) -> None:
    link, path = link_of(bens, ada)
    phone = opened(path)
    assert step_by_step(phone, SIGNS) is None
    signature = Release.objects.get(draft=bens).document.signatures.get()
    assert signature.link == link
    link.refresh_from_db()
    assert link.state == LinkState.USED
    assert SigningSession.objects.get().ended_how == HowEnded.SIGNED


def test_the_last_page_says_thank_you_and_leads_nowhere(
    bens: ReleaseDraft, ada: User
) -> None:
    _, path = link_of(bens, ada)
    phone = opened(path)
    step_by_step(phone, SIGNS)
    page = phone.get("/room/", follow=True)
    assert page.redirect_chain[-1] == ("/room/leaving/", 302)
    text = page.content.decode()
    assert "You may close this page" in text
    assert "password" not in text.lower()
    assert "Jordan" not in text
    for elsewhere in ("/", "/clients/", f"/drafts/{bens.pk}/", "/releases/"):
        door = phone.get(elsewhere)
        assert (door.status_code, door.url.split("?")[0]) == (302, "/sign-in/")


def test_once_it_was_used_it_opens_nothing(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    step_by_step(opened(path), SIGNS)
    assert Browser().get(path).status_code == 404


def test_whoever_was_signed_in_there_is_not_any_more(
    bens: ReleaseDraft, ada: User, adas: Browser
) -> None:
    _, path = link_of(bens, ada)
    key = adas.session.session_key
    answer = adas.post(path, {"born": "1990-05-02"})
    assert answer.headers["Location"] == "/room/"
    assert adas.session.session_key != key
    assert "_auth_user_id" not in adas.session
    assert adas.get("/week/").url == "/room/"


def test_the_history_tells_who_made_it_and_that_it_was_opened(
    bens: ReleaseDraft, ada: User
) -> None:
    link, path = link_of(bens, ada)
    step_by_step(opened(path), SIGNS)
    told = ConsentEvent.objects.filter(client=bens.client).order_by("number")
    kinds = dict(told.values_list("kind", "actor"))
    assert kinds[EventKind.LINK_MADE] == ada.pk
    assert kinds[EventKind.LINK_OPENED] is None
    assert SignatureLink.objects.get() == link


def test_in_a_new_browser_the_same_link_opens_again_until_it_is_signed(
    bens: ReleaseDraft, ada: User
) -> None:
    _, path = link_of(bens, ada)
    opened(path)
    assert step_by_step(opened(path), SIGNS) is None
    assert Release.objects.filter(draft=bens).exists()
