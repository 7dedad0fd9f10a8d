"""What every answer tells the browser: run nothing, keep nothing, pass nothing on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.privacy.pages import Page
from tests.privacy.visits import Visit
from tests.privacy.walk import Walk

# The walk needs a database to be there, though it leaves nothing in it.
pytestmark = [pytest.mark.django_db, pytest.mark.long]

HEADERS = {
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": ["'none'"],
    "script-src": [],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def policy_of(visit: Visit) -> dict[str, list[str]]:
    directives = visit.response.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (each.split() for each in directives)}


def those(walk: Walk, wrong: Callable[[Visit], Any]) -> list[str]:
    return [f"{visit}: {found}" for visit in walk.visits if (found := wrong(visit))]


@pytest.mark.parametrize("name", HEADERS)
def test_every_answer_has_its_headers(name: str, walk: Walk) -> None:
    assert not those(
        walk, lambda visit: visit.response.headers.get(name) != expected(visit)[name]
    )


def expected(visit: Visit) -> dict[str, str]:
    """The address of a link lets somebody in: no site at all is told it."""
    if visit.route == "calendar_feed" and visit.status == 200:
        return HEADERS | {"Cache-Control": "private, no-cache"}
    stops = {"reminders_stop", "session_reminders_stop"}
    if visit.route in stops and visit.status != 405:
        return HEADERS | {"Referrer-Policy": "no-referrer"}
    if visit.route not in {"link_door", "join_door"} or visit.how == "then":
        return HEADERS
    led_on = visit.status == 302
    return HEADERS | {"Referrer-Policy": "no-referrer" if led_on else "strict-origin"}


def test_every_answer_has_the_policy(walk: Walk) -> None:
    assert not those(walk, lambda visit: policy_of(visit) != allowed(visit))


def allowed(visit: Visit) -> dict[str, list[str]]:
    """The policy of an answer: it may run the scripts that it names, and no other."""
    if visit.response.headers.get("Content-Type") == "image/jpeg":
        return {"default-src": ["'none'"], "sandbox": []}  # as others made it
    named = set(re.findall(r'<script[^>]* nonce="([^"]*)"', visit.text))
    return {**POLICY, "script-src": [f"'nonce-{nonce}'" for nonce in named]}


def test_no_two_answers_share_a_nonce(walk: Walk) -> None:
    nonces = [policy_of(visit).get("script-src", []) for visit in walk.visits]
    used = [nonce for values in nonces for nonce in values]
    assert len(used) > 50
    assert len(set(used)) == len(used)


def test_no_other_site_may_read_an_answer(walk: Walk) -> None:
    allow = "Access-Control-Allow-Origin"
    assert not those(walk, lambda visit: visit.response.headers.get(allow))


def test_text_says_in_which_letters_it_is(walk: Walk) -> None:
    def unsaid(visit: Visit) -> bool:
        kind = visit.response.headers.get("Content-Type", "")
        return kind.startswith("text/") and "charset=utf-8" not in kind

    assert not those(walk, unsaid)


def test_every_kind_of_answer_was_looked_at(walk: Walk) -> None:
    kinds = {
        v.response.headers.get("Content-Type", "").split(";")[0] for v in walk.visits
    }
    html, pdf, csv = "text/html", "application/pdf", "text/csv"
    json = {"application/json", "application/problem+json"}
    assert kinds >= {html, pdf, csv, *json}
    statuses = {200, 204, 302, 400, 401, 403, 404, 405, 409, 413, 422, 500, 503}
    assert {visit.status for visit in walk.visits} == statuses


def test_no_page_holds_what_would_run_inline(walk: Walk) -> None:
    assert not those(walk, lambda visit: visit.is_html and Page(visit.text).inline)


@pytest.mark.parametrize(
    "html",
    [
        "<p style='x'>",
        "<b onclick=1>",
        "<script>1</script>",
        "<style>",
        "<a href=' JavaScript:1'>",
        "<i hx-on:click=1>",
        "<svg onload=1>",
    ],
)
def test_what_would_run_is_seen(html: str) -> None:
    assert len(Page(html).inline) == 1


def test_a_page_loads_only_the_projects_own_files(walk: Walk) -> None:
    def elsewhere(visit: Visit) -> list[str]:
        loads = Page(visit.text).loads if visit.is_html else []
        own = ("/static/", "/scans/pages/", "/settings/logo/picture/")
        return [url for url in loads if not url.startswith(own)]

    assert not those(walk, elsewhere)


def test_a_page_leads_only_to_the_projects_own_pages(walk: Walk) -> None:
    def elsewhere(visit: Visit) -> list[str]:
        links = Page(visit.text).links if visit.is_html else []
        outside = [url for url in links if not url.startswith(("/", "?", "#"))]
        return [
            url for url in [*outside, *links] if url.startswith("//") or url in outside
        ]

    assert not those(walk, elsewhere)


def test_a_paper_is_named_by_its_number_and_shown_in_place(walk: Walk) -> None:
    names = {
        visit.response.headers["Content-Disposition"]
        for visit in walk.visits
        if visit.response.headers.get("Content-Type") == "application/pdf"
    }
    sheet = 'inline; filename="part-2-notice.pdf"'
    assert len(names - {sheet}) == 18
    kinds = (
        "release|refusal|revocation|papers|accounting|consent|may-discuss|for"
        "|questions|parents|practice|plan"
    )
    more = "blank|for|unsigned|signed|wording|session|practice"
    paper = rf"({kinds})(-(\d+|[a-z]{{2}}|{more}))+"
    for name in names - {sheet}:
        assert re.fullmatch(rf'inline; filename="{paper}\.pdf"', name), name


def test_no_cookie_but_the_three_is_ever_set(walk: Walk) -> None:
    set_by = {name for visit in walk.visits for name in visit.response.cookies}
    assert set_by == {"sessionid", "csrftoken", "browser"}


def test_no_cookie_holds_more_than_a_random_key(walk: Walk) -> None:
    for visit in walk.visits:
        kept = [each for each in visit.response.cookies.values() if each.value]
        for morsel in kept:
            assert morsel.value.isalnum()
            assert len(morsel.value) == 32
            assert morsel["httponly"]
            assert morsel["samesite"] == "Lax"


# Outside the demo
