"""Every door, tried by everyone: who may open it, and what a stranger is told."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from collateral.models import Status
from practice.models import User
from tests.booked import book
from tests.clock import afternoon
from tests.privacy.canary import PLAN, booking
from tests.privacy.doors import browser_of, patterns
from tests.privacy.pages import Page
from tests.privacy.rooms import House
from tests.privacy.table import TABLE
from tests.privacy.visits import Visit, everything
from tests.privacy.walk import WHO, Walk

pytestmark = pytest.mark.long

ROWS = [line.split() for line in TABLE.strip().splitlines()]
EXPECTED = {
    method: {route: dict(zip(WHO, row[start:], strict=False)) for route, *row in ROWS}
    for method, start in (("get", 0), ("post", 5))
}
REFUSED = {"404", "405", "in"}
# Each has their own, and no other.
OWN = {"print_batch", "print_batch_paper", "print_batch_deletion"}


def status_of(visit: Visit) -> str:
    if visit.response.headers.get("Location") == f"/sign-in/?next={visit.url}":
        return "in"
    return str(visit.status)


def test_every_route_has_a_row() -> None:
    routes = sorted(pattern.name for pattern in patterns())
    assert routes == sorted(EXPECTED["get"]) == sorted(set(routes))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", WHO)
def test_a_door_opens_only_for_whom_it_should(
    who: str, method: str, walk: Walk
) -> None:
    found = {visit.route: status_of(visit) for visit in walk.by(who, method)}
    assert found == {route: row[who] for route, row in EXPECTED[method].items()}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", WHO)
def test_who_is_refused_writes_nothing(who: str, method: str, walk: Walk) -> None:
    wrote = {visit.route for visit in walk.by(who, method) if visit.wrote}
    refused = {v.route for v in walk.by(who, method) if status_of(v) in REFUSED}
    assert not wrote & refused


def test_what_is_done_by_whom_it_should_be_is_written(walk: Walk) -> None:
    acts = {visit.route for visit in walk.by("ada", "post") if visit.wrote}
    done = {route for route, row in EXPECTED["post"].items() if row["ada"] == "302"}
    # A link is shown in the answer itself, and no other page has it.
    done |= {"draft_link", "form_link", "calendar_feed_own"}
    # Whoever opens an invitation has not joined by that.
    done -= {"join_door"}
    # What is read now waits for a worker; their own address is theirs alone.
    done -= {"calendar_reading", "own_mail"}
    # Nor is a session completed that goes on: it says so, and changes nothing.
    done -= {"session_completion"}
    handed_over = {"draft_signature", "client_sitting", "form_signature"}
    of_ones_own = {"sign_in", "sign_out", "schedule_names"}
    of_ones_own |= {"sign_in_code", "sign_in_passkey"}
    of_ones_own |= {"own_recovery_codes", "own_sessions_end"}
    assert acts == done - {"clients"} - of_ones_own - handed_over


# What is read


def readers_of(words: str, walk: Walk) -> dict[str, set[str]]:
    """Who read ``words``, and where."""
    readers: dict[str, set[str]] = {}
    for visit in walk.visits:
        if words in visit.text:
            readers.setdefault(visit.who, set()).add(visit.route)
    return readers


def test_nobody_but_the_clinician_reads_the_plan(walk: Walk) -> None:
    readers = readers_of(PLAN, walk)
    assert readers.keys() == {"ada"}
    assert {"session", "session_plan"} <= readers["ada"]
    afterwards = {"session_debrief_correction", "home_practice_closing"}
    assert {*afterwards, "observation_correction"} <= readers["ada"]


@pytest.mark.parametrize("name", ["Jordan", "Ben Z", "Maria Z", "Sam Z"])
def test_another_clinician_reads_no_name_of_anothers_clients(
    name: str, walk: Walk
) -> None:
    readers = readers_of(name, walk)
    assert {"ada", "finn", "nora"} <= readers.keys()
    assert not {"cleo", "nobody"} & readers.keys()


@pytest.mark.parametrize(
    "words", ["Attendance and appointment times", "Support between sessions"]
)
def test_the_admin_reads_what_may_be_shared_where_a_release_permits_it(
    words: str, walk: Walk
) -> None:
    readers = readers_of(words, walk)
    assert "release" in readers["ada"]
    assert "release" in readers["finn"]
    # The blank form lists all that could be shared, of nobody; who voids a release is
    # led back to it.
    shown = {"release", "release_voiding", "history_day"}
    assert readers["nora"] - {"release_blank", "wording_paper"} == shown


def test_who_leads_a_session_sees_it_and_no_more_of_its_client(house: House) -> None:
    covering = book(house.jordan, [house.sam], afternoon(9), clinician=house.cleo)
    browser = browser_of(house.cleo)
    for page in ("", "plan/", "move/"):
        assert browser.get(f"/sessions/{covering.pk}/{page}").status_code == 200
    assert browser.get(f"/clients/{house.jordan.pk}/").status_code == 404
    assert browser.get(f"/clients/{house.jordan.pk}/sessions/new/").status_code == 404
    assert browser.get(f"/sessions/{house.booked.pk}/").status_code == 404


def test_who_leads_a_session_adds_nobody_whom_they_may_not_see(house: House) -> None:
    covering = book(house.jordan, [house.sam], afternoon(9), clinician=house.cleo)
    adding, before = f"/sessions/{covering.pk}/participants/", everything()
    for contact in (house.ben, house.maria):
        sends = {"contact": contact.pk}
        assert browser_of(house.cleo).post(adding, sends).status_code == 404
    assert browser_of(house.cleo).get(adding).status_code == 404
    assert everything() == before
    sends = {"contact": house.ben.pk}
    assert browser_of(house.ada).post(adding, sends).status_code == 302


def test_who_may_no_longer_sign_in_is_out_at_once(house: House) -> None:
    browser = browser_of(house.ada)
    User.objects.filter(pk=house.ada.pk).update(is_active=False)
    assert browser.get(house.path("client")).url.startswith("/sign-in/")


def test_a_role_that_changes_changes_what_is_seen_at_once(house: House) -> None:
    browser = browser_of(house.ada)
    User.objects.filter(pk=house.ada.pk).update(role="admin")
    assert browser.get(house.path("client")).url.startswith("/sign-in/")
    browser.force_login(User.objects.get(pk=house.ada.pk))
    assert browser.get(house.path("session_plan")).status_code == 404
    assert PLAN not in browser.get(house.path("session")).content.decode()


# What leads where


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_no_page_leads_its_reader_to_a_closed_door(who: str, walk: Walk) -> None:
    closed = {
        f"{visit.route} leads to {route}"
        for visit in walk.visits
        if visit.who == who and visit.is_html
        for route in map(route_of, Page(visit.text).links)
        if route not in OWN | {""}
        if not {EXPECTED[how][route][who] for how in EXPECTED} - REFUSED
    }
    assert closed == set()


@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.HELD])
def test_who_leads_a_session_is_led_to_no_closed_door(
    status: Status, house: House
) -> None:
    covering = book(
        house.jordan, [house.sam], afternoon(9), clinician=house.cleo, status=status
    )
    browser, here = browser_of(house.cleo), f"/sessions/{covering.pk}/"
    answers = [browser.get(here), browser.get(f"{here}move/")]
    if status == Status.HELD:
        answers.append(browser.get(f"{here}reopening/"))
    else:
        answers.append(browser.post(f"{here}move/", booking(days=300)))
        assert answers[-1].status_code == 409
    for answer in answers:
        page = Page(answer.content.decode())
        assert "Sam" in page.text
        assert "Maria" not in page.text
        links = [link for link in page.links if route_of(link)]
        assert links
        assert 404 not in {browser.get(link).status_code for link in links}


def route_of(link: str) -> str:
    """The name of the route that a link on a page leads to."""
    path = urlsplit(link).path
    is_page = path.startswith("/") and not path.startswith("/static/")
    return resolve(path).url_name or "" if is_page else ""
