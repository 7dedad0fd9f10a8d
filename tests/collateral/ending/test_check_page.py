"""The page on which a second person checks a paper, and what the gate says until then."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Box, Release, ReleaseDraft, SignedByHand
from tests.booked import typed
from tests.clock import DAY, afternoon
from tests.on_paper import entered, printed, said_of, scanned
from tests.said import errors_in
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")
FITS = dict.fromkeys(Box.values, "on")


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(ben, ada, sensitive_topics=["gender"])


@pytest.fixture
def finns(finn: User, client: Browser) -> Browser:
    client.force_login(finn)
    return client


@pytest.fixture
def noras(nora: User) -> Browser:
    """The admin's, in another browser."""
    browser = Browser()
    browser.force_login(nora)
    return browser


def checked(browser: Browser, draft: ReleaseDraft, **said: str) -> Any:
    """Send what was found, of the page as it is now."""
    address = f"/drafts/{draft.pk}/check/"
    shown = browser.get(address).context["form"].now_shown
    return browser.post(address, {"shown": shown, **said})


def test_all_five_ticked_by_another_make_the_release(
    finns: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada)
    page = finns.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "Page 1 of 2" in page
    assert "Gender-affirming care, initialed <b>JR</b>" in page
    answer = checked(finns, draft, **FITS)
    release = Release.objects.get()
    assert answer.url == f"/releases/{release.pk}/"
    page = finns.get(answer.url).content.decode()
    assert "by hand on paper" in page
    assert "checked against the paper" in page


@pytest.mark.parametrize("box", Box.values)
def test_each_box_is_ticked_or_says_why_not(
    finns: Browser, ada: User, draft: ReleaseDraft, box: str
) -> None:
    entered(draft, ada)
    but_one = {name: "on" for name in FITS if name != box}
    answer = checked(finns, draft, **but_one)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        box: ["Tick this, or say what does not fit."]
    }
    both = checked(finns, draft, **FITS, **{f"{box}_why": "No."})
    assert list(both.context["form"].errors) == [f"{box}_why"]
    answer = checked(finns, draft, **but_one, **{f"{box}_why": "Another one."})
    assert answer.url == f"/drafts/{draft.pk}/"
    paper = SignedByHand.objects.get()
    assert (paper.passed, paper.misfit) == (False, {box: "Another one."})
    assert not Release.objects.exists()


def test_whoever_entered_it_only_sends_it_back(
    adas: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada)
    page = adas.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "You entered this paper, so someone else checks it." in page
    answer = checked(adas, draft, **FITS)
    assert answer.status_code == 422
    assert "Say in at least one box what does not fit." in errors_in(answer)
    assert not Release.objects.exists()
    answer = checked(adas, draft, dates_why="I misread the day.")
    assert answer.status_code == 302
    assert SignedByHand.objects.get().passed is False


def test_who_is_the_practice_checks_what_they_entered(
    adas: Browser, ada: User, draft: ReleaseDraft, noras: Browser, settings: Any
) -> None:
    settings.CHECK_PAPER_ALONE = True
    entered(draft, ada)
    checked(adas, draft, **FITS)
    assert Release.objects.exists()
    told = noras.get("/history/").content.decode()
    assert "checked by the same person who entered it" in told


def test_it_is_not_checked_before_its_pages_are_there(
    finns: Browser, ada: User, draft: ReleaseDraft
) -> None:
    said_of(draft, ada).save()
    page = finns.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "No page of it is scanned yet" in page
    assert "It fits" not in page
    scanned(printed(draft, ada), ada, 1)
    page = finns.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "Page 2 of 2 is missing." in page
    scanned(printed(draft, ada), ada, 1, 2)
    page = finns.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "Page 1 is here more than once" in page
    checked(finns, draft, **FITS)
    assert not Release.objects.exists()


def test_pages_that_came_meanwhile_are_looked_at_first(
    finns: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada)
    address = f"/drafts/{draft.pk}/check/"
    answer = finns.post(address, {"shown": "1:another", **FITS}, follow=True)
    assert "changed just now. Look at them again." in answer.content.decode()
    assert not Release.objects.exists()


def test_a_release_that_was_changed_is_sent_back(
    finns: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada)
    draft.details = "Not about the move."
    draft.save()
    page = finns.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "changed after this paper was printed" in page
    answer = checked(finns, draft, scope_why="It says more.")
    assert answer.url == f"/drafts/{draft.pk}/"


def test_what_is_decided_leads_on(
    finns: Browser, ada: User, draft: ReleaseDraft
) -> None:
    assert finns.get(f"/drafts/{draft.pk}/check/").url == f"/drafts/{draft.pk}/"
    entered(draft, ada)
    checked(finns, draft, **FITS)
    answer = finns.get(f"/drafts/{draft.pk}/check/")
    assert answer.url == f"/releases/{Release.objects.get().pk}/"


def test_nothing_is_signed_on_a_screen_meanwhile(
    adas: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada)
    answer = adas.get(f"/drafts/{draft.pk}/signature/")
    assert answer.url == f"/drafts/{draft.pk}/check/"


def test_until_then_no_session_is_booked_on_it(
    adas: Browser, ada: User, draft: ReleaseDraft, ben: Contact, noras: Browser
) -> None:
    entered(draft, ada)
    address = f"/clients/{ben.client_id}/sessions/new/"
    page = adas.post(address, typed([ben], afternoon(30)))
    assert page.status_code == 409
    line, (remedy, *_) = page.context["lines"][0]
    assert line.code == "UNVERIFIED"
    assert "counts once a second person has checked it" in line.sentence
    assert line.status.label == "Signed, being checked"
    assert (remedy.label, remedy.url) == (
        "Check the paper for Ben Hart",
        f"/drafts/{draft.pk}/check/",
    )
    assert "nobody had checked it yet" in noras.get("/history/").content.decode()


def test_where_one_ended_before_it_is_said_of_both(
    adas: Browser, ada: User, draft: ReleaseDraft, ben: Contact
) -> None:
    now = timezone.now()
    sign(ben, now - 60 * DAY, now - 12 * DAY)
    entered(draft, ada)
    address = f"/clients/{ben.client_id}/sessions/new/"
    page = adas.post(address, typed([ben], afternoon(30)))
    line, _ = page.context["lines"][0]
    assert [each.code for each in line.reasons] == ["EXPIRED", "UNVERIFIED"]
    assert line.status.label == "Signed, being checked"


def test_the_booking_page_says_it_while_it_is_filled_in(
    adas: Browser, ada: User, draft: ReleaseDraft, ben: Contact
) -> None:
    entered(draft, ada)
    address = f"/clients/{ben.client_id}/coverage/"
    page = adas.post(address, typed([ben], afternoon(30))).content.decode()
    assert "Signed, being checked" in page
    assert "Check the paper for Ben Hart" in page


def test_the_client_page_leads_to_its_check_and_not_to_another_signature(
    adas: Browser, ada: User, draft: ReleaseDraft, ben: Contact
) -> None:
    entered(draft, ada)
    page = adas.get(f"/clients/{ben.client_id}/").content.decode()
    assert f"/drafts/{draft.pk}/check/" in page
    assert f"/drafts/{draft.pk}/signature/" not in page


def test_the_list_has_each_that_waits_and_says_so_where_none_does(
    finns: Browser, ada: User, draft: ReleaseDraft, maria: Contact
) -> None:
    page = finns.get("/papers/").content.decode()
    assert "No paper waits to be checked." in page
    entered(draft, ada)
    said_of(draft_for(maria, ada), ada).save()
    page = finns.get("/papers/").content.decode()
    assert "Ben Hart" in page
    assert page.count("no page scanned yet") == 1
    checked(finns, draft, **FITS)
    rows = finns.get("/papers/").context["papers"].rows
    assert [row.draft.contact for row in rows] == [maria]


def test_the_day_of_the_desk_names_what_is_to_be_checked(
    finns: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada, signed_on=timezone.localdate())
    page = finns.get("/day/").content.decode()
    assert "signed on paper, and still to be checked" in page
    assert f"/drafts/{draft.pk}/check/" in page
