"""A sitting in a browser of several tabs, and whom it asks to agree to sign on a screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from collateral.signing import views
from practice.models import User
from releases.models import Release, ReleaseDraft, SigningSession
from releases.signing.room import KEY as ROOM
from tests.cast import contact_of
from tests.collateral.circle.test_sitting import both, hand_over, steps
from tests.collateral.signing.conftest import JORDAN
from tests.room import leave, step_by_step
from tests.said import errors_in
from tests.signed import draft_for

__all__ = ["both"]
pytestmark = pytest.mark.usefixtures("unprinted")
ELSEWHERE = "signed elsewhere"


def another_tab(of: Browser) -> Browser:
    tab = Browser()
    tab.cookies = of.cookies
    return tab


@pytest.fixture
def sent_twice(monkeypatch: pytest.MonkeyPatch, adas: Browser) -> list[Any]:
    """The next signature is sent by another tab just before this one signs."""
    act, answers = views.sign_in_room, []

    def first_the_other(*args: Any) -> Any:
        if not answers:
            answers.append(None)
            answers[0] = another_tab(adas).post("/room/mark/", JORDAN)
        return act(*args)

    monkeypatch.setattr(views, "sign_in_room", first_the_other)
    return answers


@pytest.mark.usefixtures("sent_twice")
def test_of_what_was_sent_twice_in_a_sitting_it_is_said_that_it_is_signed(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both)
    pages = steps(adas)
    assert Release.objects.count() == 2
    assert sum("This is release 2 of 2" in page for page in pages) == 1
    told = errors_in(leave(adas, follow=True))
    assert "The release for Ben Hart is signed" in told
    assert "The release for Maria Reyes is signed" in told
    assert ELSEWHERE not in told


@pytest.mark.usefixtures("sent_twice")
def test_and_so_of_a_release_alone(
    adas: Browser, both: list[ReleaseDraft], jordan: Client
) -> None:
    adas.post(f"/drafts/{both[0].pk}/signature/", {"to": "client-0"})
    step_by_step(adas, JORDAN)
    told = errors_in(leave(adas, follow=True))
    assert "The release for Ben Hart is signed" in told
    assert ELSEWHERE not in told


def test_nothing_follows_what_another_tab_handed_over(
    adas: Browser, ada: User, jordan: Client, both: list[ReleaseDraft]
) -> None:
    alone = draft_for(contact_of(jordan, "Una Hill"), ada)
    adas.post(f"/drafts/{alone.pk}/signature/", {"to": "client-0"})
    session = adas.session
    del session[ROOM]  # as the tab of the sitting has read it
    session.save()
    assert hand_over(adas, jordan, both).url == "/room/"
    steps(adas)
    assert leave(adas).url == f"/releases/{alone.release.pk}/"
    assert Release.objects.count() == 1


def test_a_page_of_the_first_in_another_tab_is_not_sent_for_the_second(
    adas: Browser, jordan: Client, both: list[ReleaseDraft]
) -> None:
    hand_over(adas, jordan, both)
    first = SigningSession.objects.get()
    page = adas.get("/room/read/").content.decode()
    assert f'name="room" value="{first.pk}"' in page
    step_by_step(adas, {**JORDAN, "intends": ""})
    adas.post("/room/mark/", JORDAN)
    step_by_step(adas, {**JORDAN, "intends": ""})
    stale = {**JORDAN, "room": str(first.pk)}
    for there in ("/room/mark/", "/room/refusal/", "/room/paper/"):
        assert adas.post(there, stale).url == "/room/"
    assert Release.objects.count() == 1
    assert SigningSession.objects.filter(ended_at=None).count() == 1
    now = SigningSession.objects.get(ended_at=None)
    adas.post("/room/mark/", {**JORDAN, "room": str(now.pk)})
    assert Release.objects.count() == 2


def test_whoever_is_not_named_is_asked_to_agree_each_time(
    adas: Browser, ada: User, teo: Client, rosa: Contact
) -> None:
    drafts = [draft_for(rosa, ada), draft_for(contact_of(teo, "Una Hill"), ada)]
    sends = {"drafts": [str(each.pk) for each in drafts], "to": "parent-0"}
    assert adas.post(f"/clients/{teo.pk}/sitting/", sends).url == "/room/"
    made = {**JORDAN, "capacity": "parent", "authority": "mother"}
    pages: list[str] = []
    for name in ("Rosa Vance", "Paul Vance"):
        theirs = {**made, "signer": name, "typed_name": name, "intends": ""}
        step_by_step(adas, theirs, pages)
        adas.post("/room/mark/", {**theirs, "intends": "on"})
    assert Release.objects.count() == 2
    assert sum("<h1>Signing on a screen" in page for page in pages) == 2
