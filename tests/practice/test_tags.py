from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import Client as Browser
from django.utils import timezone

from practice.models import Role, User
from practice.spans import span
from practice.web.pages import Page

THREE = datetime(2027, 1, 12, 20, tzinfo=UTC)


def say(template: str, request: Any = None, **context: Any) -> str:
    return engines["django"].from_string(template).render(context, request).strip()


def include(name: str, request: Any = None, **context: Any) -> str:
    return say(f'{{% include "includes/{name}.html" %}}', request, **context)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ("at|day", "Tue, Jan 12, 2027"),
        ("at|day_short", "Jan 12"),
        ("at|day_year", "Jan 12, 2027"),
        ("at|weekday", "Tue, Jan 12"),
        ("at|clock", "3:00 pm"),
        ("at|instant", "Tue, Jan 12, 2027, 3:00 pm EST"),
        ("at|iso", "2027-01-12"),
        ("during|when", "Tue, Jan 12, 2027, 3:00–3:50 pm"),
        ("during|clocks", "3:00–3:50 pm"),
        ("born|day", "Wed, May 2, 1990"),
        ("born|iso", "1990-05-02"),
        ("three|in_words", "three"),
        ("nine|hour", "9 am"),
        ("place|permille", "27.3%"),
        ("nothing|day", ""),
        ("nothing|when", ""),
        ("nothing|iso", ""),
        ("nothing|ago", ""),
    ],
)
def test_a_filter_says_it_as_people_do(filters: str, said: str) -> None:
    context = {
        "at": THREE,
        "during": span(THREE, THREE + timedelta(minutes=50)),
        "born": date(1990, 5, 2),
        "three": 3,
        "nine": 9,
        "place": 273,
        "nothing": None,
    }
    assert say(f"{{{{ {filters} }}}}", **context) == said


def test_what_was_is_told_from_now() -> None:
    now = timezone.now()
    assert say("{{ at|ago }}", at=now - timedelta(hours=72)) == "three days ago"


def test_the_zone_is_named() -> None:
    assert say("{% zone %}") == "Eastern Time"
    assert say("{% zone at %}", at=THREE) == "EST"


def test_a_name_turns_nothing_around_and_runs_nothing() -> None:
    script = "<script>alert(1)</script>"
    escaped = "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"
    assert say("{{ name|person }}", name=script) == escaped
    people = [SimpleNamespace(name="سلمى"), script, "Leo"]
    said = say("{{ people|name_list }}", people=people)
    assert said == f"<bdi>سلمى</bdi>, {escaped} and <bdi>Leo</bdi>"
    assert say("{{ people|name_list }}", people=[]) == ""


def test_a_button_counts_once() -> None:
    keys = {say("{% form_key %}") for _ in range(2)}
    assert len(keys) == 2
    for key in keys:
        assert re.fullmatch(
            r'<input type="hidden" name="form_key" value="[0-9a-f-]{36}">', key
        )


# Partials


def ruler(**row: Any) -> SimpleNamespace:
    bar = SimpleNamespace(x=0, width=273, ends=True)
    usual = {
        "contact": SimpleNamespace(name="Sam Whitfield"),
        "label": "Sam Whitfield: ends Jan 9, 2027",
        "bars": [bar],
        "pin": SimpleNamespace(x=290, missed=True),
    }
    months = [SimpleNamespace(x=0, label="Nov"), SimpleNamespace(x=990, label="May")]
    rows = [SimpleNamespace(**{**usual, **row})]
    return SimpleNamespace(rows=rows, months=months, today=137)


def test_the_ruler_draws_bars_and_pins_without_a_style() -> None:
    html = include("coverage", ruler=ruler())
    assert 'role="img" aria-label="Sam Whitfield: ends Jan 9, 2027"' in html
    assert '<svg x="0%" width="27.3%"' in html
    assert 'class="coverage-end"' in html
    assert '<svg x="29%"' in html
    assert 'class="coverage-pin missed"' in html
    assert 'x1="13.7%"' in html
    assert '<text x="13.7%" y="13">today</text>' in html
    assert "style" not in html
    assert ">Nov</text>" in html
    assert ">May</text>" not in html  # it would run over the edge


def test_the_ruler_may_have_no_pin_and_nobody() -> None:
    assert "coverage-pin" not in include("coverage", ruler=ruler(pin=None))
    nobody = SimpleNamespace(rows=[], months=[])
    assert "Nobody to cover yet" in include("coverage", ruler=nobody)


def test_the_rulers_words_are_only_text() -> None:
    html = include("coverage", ruler=ruler(label='"><script>'))
    assert "<script" not in html


@pytest.mark.parametrize(
    ("page", "links"),
    [
        pytest.param(Page([], "", is_first=True), [], id="the only page"),
        pytest.param(
            Page([], "abc", is_first=True), ["?q=x&amp;after=abc"], id="first"
        ),
        pytest.param(
            Page([], "abc", is_first=False),
            ["?q=x", "?q=x&amp;after=abc"],
            id="one between",
        ),
        pytest.param(Page([], "", is_first=False), ["?q=x"], id="last"),
    ],
)
def test_pages_lead_on_and_keep_what_was_asked(
    page: Page, links: list[str], rf: Any
) -> None:
    html = include("pages", rf.get("/?q=x&after=old"), page=page)
    assert re.findall(r'href="([^"]+)"', html) == links


def test_an_empty_list_says_what_to_do() -> None:
    html = include("empty", text="No sessions.", url="/week/", action="See the week")
    assert '<a class="btn btn-outline-secondary" href="/week/">See the week</a>' in html


# The header


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.CLINICIAN, ["Schedule", "Needs you", "Clients", "Releases"]),
        (
            Role.FRONT_DESK,
            ["Today", "Needs you", "Schedule", "Clients", "Releases", "Print room"],
        ),
        (
            Role.ADMIN,
            [
                "Consent history",
                "Needs you",
                "Schedule",
                "Clients",
                "Settings",
            ],
        ),
    ],
)
def test_the_header_shows_each_role_its_own_places(
    role: Role, places: list[str], client: Browser, db: None
) -> None:
    person = User.objects.create(username="ada", name="Ada <b>", role=role)
    client.force_login(person)
    html = client.get("/clients/").content.decode()
    nav = html[html.index("<nav") : html.index("</nav>")]
    found = [each.strip() for each in re.findall(r">([^<]+)</a>", nav)]
    assert found == places
    assert re.findall(r'aria-current="(\w+)">(\w+)', nav) == [("page", "Clients")]
    assert "<bdi>Ada &lt;b&gt;</bdi>" in html
    assert '<a class="skip" href="#main">' in html
    assert 'id="main"' in html
