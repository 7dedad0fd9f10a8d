"""What needs each role: whose it is, how near it is, and what is done next."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import Status
from collateral.needs.kinds import KINDS
from collateral.needs.lines import say_by
from practice.models import User
from practice.spans import end_of
from releases.models import Voiding
from tests.booked import book
from tests.cast import authority_of, client_of, contact_of
from tests.clock import DAY, HOUR, MINUTE, afternoon
from tests.collateral.needs.happens import (
    Cast,
    at_home,
    at_the_door,
    awaiting,
    ending,
    held,
    held_by_another,
    left_out_dates,
    locked,
    on_paper,
    planless,
    refused,
    run_out,
    scanned,
    signed,
    took_place,
    uncovered_dates,
    unverified,
    unwritten,
    void,
)
from tests.needing import kinds_of, needs_of
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


OFFICE = "ada finn"


@pytest.mark.parametrize(
    ("happens", "kind", "whom"),
    [
        (held, "held", "ada"),
        (held_by_another, "held", "ada cleo"),
        (planless, "plan", "ada"),
        (at_the_door, "not_here", OFFICE),
        (uncovered_dates, "uncovered_dates", "ada"),
        (left_out_dates, "left_out_dates", "ada"),
        (took_place, "debrief", "ada"),
        (at_home, "practice", "ada"),
        (awaiting, "awaiting", OFFICE),
        (refused, "refused", OFFICE),
        (on_paper, "to_check", OFFICE),
        (scanned, "scans", "finn"),
        (locked, "link", OFFICE),
        (signed, "copy", OFFICE),
        (ending, "ending", OFFICE),
        (unverified, "unverified", OFFICE),
        (run_out, "papers", OFFICE),
        (void, "voiding", "ada finn nora"),
        (unwritten, "writing", OFFICE),
    ],
)
def test_each_kind_is_for_those_who_can_do_something_about_it(
    happens: Callable[[Cast], None], kind: str, whom: str, cast: Cast
) -> None:
    happens(cast)
    for name in ("ada", "cleo", "finn", "nora"):
        found = kinds_of(cast[name])
        assert (kind in found) == (name in whom.split()), (name, found)
    for name in whom.split():
        line = words(browser_of(cast[name]).get("/needs/").content.decode())
        assert next(each.chip.label for each in KINDS if each.code == kind) in line


def test_every_action_leads_to_a_page_that_opens(cast: Cast, maria: Contact) -> None:
    for happens in (held, uncovered_dates, at_home, scanned, unverified):
        happens(cast)
    awaiting({**cast, "ben": maria})
    for name in ("ada", "finn"):
        browser = browser_of(cast[name])
        needs = browser.get("/needs/").context["needs"]
        lines = [line for group in needs.groups for line in group.lines]
        assert len(lines) >= 3
        for line in lines:
            for url in (line.next[1], *(url for _, url, _ in line.others)):
                status = browser.get(url.partition("#")[0]).status_code
                assert status in (200, 302), (name, line.need.kind, url)


def test_whoever_asked_or_entered_it_waits_for_others(
    cast: Cast, adas: Browser
) -> None:
    sign(cast["ben"], signed_at=timezone.now() - 40 * DAY)
    release = cast["ben"].releases.get()
    Voiding.objects.create(
        release=release, reason="x", asked_by=cast["ada"], asked_at=timezone.now()
    )
    authority_of(cast["jordan"], cast["ada"], "Luis Ortega", "guardian")
    assert kinds_of(cast["ada"]) == []
    assert sorted(kinds_of(cast["finn"])) == ["unverified", "voiding"]


def test_a_renewal_that_is_prepared_is_signed_and_not_prepared_again(
    cast: Cast,
) -> None:
    ending(cast)
    draft_for(cast["ben"], cast["ada"])
    (need,) = needs_of(cast["ada"])
    assert need.kind == "awaiting"
    assert need.due == cast["ben"].releases.get().in_force.upper


def test_a_signature_that_a_session_waits_for_is_as_urgent_as_that(cast: Cast) -> None:
    held(cast)
    awaiting(cast)
    assert {each.due for each in needs_of(cast["ada"])} == {afternoon(3)}


def test_what_has_its_hour_today_stands_before_what_is_late(
    cast: Cast, maria: Contact
) -> None:
    took_place(cast)
    other = client_of(cast["ada"], "Una Lind")
    friend = contact_of(other, "Ivo Roe")
    sign(friend, timezone.now() - DAY, signed_at=timezone.now() - DAY)
    starts = timezone.now() - 5 * MINUTE
    book(other, [friend], starts, booked_at=starts - HOUR)
    assert kinds_of(cast["ada"])[0] == "not_here"


def test_the_menu_counts_what_is_for_today_and_else_everything(
    cast: Cast, adas: Browser
) -> None:
    def told() -> str:
        page = adas.get("/clients/").content.decode().partition("<nav")[2]
        menu = re.sub(r"<[^>]*>", " ", page.partition("</nav>")[0])
        return " ".join(menu.partition("Needs you")[2].partition("Clients")[0].split())

    assert told() == ""
    held(cast)
    awaiting(cast)
    assert told() == "2 in all, none for today"
    at_home(cast)
    assert told() == "1 for today, 3 in all"


def test_today_never_looks_like_in_four_weeks(cast: Cast, adas: Browser) -> None:
    book(cast["jordan"], [cast["ben"]], afternoon(28), status=Status.HELD)
    at_home(cast)
    html = adas.get("/needs/").content.decode()
    assert html.count('class="need need-today"') == 1
    assert html.count('class="need need-later"') == 1
    assert "In four weeks" in html


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "Today"),
        (0, "Today"),
        (1, "Tomorrow"),
        (7, "In seven days, Jan 8"),
        (13, "In 13 days, Jan 14"),
        (14, "In two weeks, Jan 15"),
        (27, "In four weeks, Jan 28"),
        (59, "In eight weeks, Mar 1"),
    ],
)
def test_how_near_it_is(days: int, said: str) -> None:
    today = date(2027, 1, 1)
    assert say_by(end_of(today + timedelta(days=days)), today) == said


def test_an_empty_list_says_what_to_do_next(cast: Cast, adas: Browser) -> None:
    for name in ("ada", "finn", "nora"):
        assert "Nothing waits for you" in browser_of(cast[name]).get("/needs/").text


def test_the_week_tells_initials_and_the_list_names(cast: Cast, adas: Browser) -> None:
    refused(cast)
    week = adas.get("/week/").content.decode()
    aside = week.partition("<aside")[2]
    assert "J.R." in aside
    assert "Jordan" not in aside
    assert "Ben Hart" not in aside
    assert "Ben Hart" in adas.get("/needs/").text


def test_pages_follow_each_other_by_client(ada: User, adas: Browser) -> None:
    for number in range(45):
        friend = contact_of(client_of(ada, f"Client {number}"), "Ivo Roe")
        draft_for(friend, ada)
    first = adas.get("/needs/").context["needs"]
    then = adas.get("/needs/", {"after": first.next}).context["needs"]
    clients = [g.client.pk for page in (first, then) for g in page.groups]
    assert len(first.groups) == 40
    assert len(set(clients)) == len(clients) == 45
    assert not then.next
    assert first.total == then.total == 45


def test_a_client_with_many_does_not_crowd_out_the_others(
    cast: Cast, adas: Browser
) -> None:
    for days in range(1, 20):
        book(cast["jordan"], [cast["ben"]], afternoon(days), status=Status.HELD)
    draft_for(contact_of(client_of(cast["ada"], "Una Lind"), "Ivo Roe"), cast["ada"])
    page = words(adas.get("/needs/").content.decode())
    assert page.count("Decide: On hold") == 12
    assert "Seven more of theirs follow once these are done." in page
    assert "Una Lind" in page


@pytest.mark.parametrize("after", ["x", "-", "9" * 19 + "-1", "1-" + "9" * 19, "1-x"])
def test_a_place_that_is_none_shows_the_first(
    after: str, cast: Cast, adas: Browser
) -> None:
    awaiting(cast)
    answer = adas.get("/needs/", {"after": after})
    assert answer.status_code == 200
    assert "Ben Hart" in answer.text
