"""A canary in every field: after the walk it is in no log, address, title or error."""

from __future__ import annotations

import io
import json
import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from unittest import mock
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client as Browser
from django.utils import timezone
from gunicorn.http.errors import InvalidHeader, InvalidRequestLine, InvalidRequestMethod
from gunicorn.workers.base import Worker

from tests.privacy.canary import CANARY, booking
from tests.privacy.doors import browser_of
from tests.privacy.pages import Page
from tests.privacy.rooms import House
from tests.privacy.traces import logged
from tests.privacy.visits import Visit
from tests.privacy.walk import Walk
from tests.releases.printing.papers import opened

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ERRORS = {400, 403, 404, 405, 500, 503}


def sings(text: str) -> bool:
    return CANARY.lower() in unquote(text).lower()


def those_that_sing(walk: Walk, of: Any) -> list[str]:
    return [
        f"{visit}: {text}" for visit in walk.visits for text in of(visit) if sings(text)
    ]


# That it was there at all


def test_the_canary_is_in_every_field_that_takes_words(
    walk: Walk, house: House
) -> None:
    words = {"text", "search", "email", "textarea", "tel", "url", "password"}
    fields = {
        (visit.route, name)
        for visit in walk.visits
        if visit.how == "get" and visit.is_html
        for name, kind in Page(visit.text).fields.items()
        if kind in words
    }
    silent = {
        (route, name)
        for route, name in fields
        if not sings(str(house.sends(route).get(name, "")))
    }
    # Each page's search goes to the list of clients; initials are the signer's own, a
    # version and the code of a page are letters and numbers; and only of a minor it is taken by what law they
    # consent alone, or what freed them.
    of_a_minor = {"self_consent_law", "emancipation_seen"}
    exact = {"q", "initials_hiv", "version_at_foot", "code"}
    # Passwords come back on no page.
    exact |= {"current", "new", "again"}
    assert {name for _, name in silent} <= exact | of_a_minor
    assert len(fields) > 30


@pytest.mark.parametrize(
    "route", ["client", "session", "session_plan", "week", "release", "history_export"]
)
def test_pages_show_it_to_whom_they_should(route: str, walk: Walk) -> None:
    assert any(
        v.route == route and v.status == 200 and sings(v.text) for v in walk.visits
    )


# Logs


@pytest.mark.parametrize("name", ["log", "stderr", "postgres"])
def test_it_is_in_no_log(name: str, walk: Walk) -> None:
    lines = getattr(walk, name).splitlines()
    assert [line for line in lines if sings(line)] == []


def test_the_log_was_written_meanwhile(walk: Walk) -> None:
    assert walk.log.count("ERROR django.request 500 GET /clients/") == 7
    assert "from UniqueViolation 23505 practice_room_name_key" in walk.log
    assert "from CheckViolation 23514 client_has_a_name" in walk.log


def test_nothing_is_mailed() -> None:
    loggers = [logging.root, *logging.root.manager.loggerDict.values()]
    handlers = [each for logger in loggers for each in getattr(logger, "handlers", [])]
    assert not any("mail" in type(each).__name__.lower() for each in handlers)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "error",
    [
        InvalidRequestLine(f"GET /clients/?q={CANARY}"),
        InvalidHeader(f"Cookie: {CANARY}"),
        InvalidRequestMethod(CANARY),
        ValueError(CANARY),
    ],
)
def test_the_server_repeats_no_request_that_it_cannot_read(error: Exception) -> None:
    stream = io.StringIO()
    worker = mock.Mock(log=logging.getLogger("gunicorn.error"))
    with logged(stream):
        Worker.handle_error(worker, None, mock.Mock(), ("127.0.0.1", 1), error)
    assert "gunicorn.error" in stream.getvalue()
    assert not sings(stream.getvalue())


# Addresses, titles, errors


def test_it_is_in_no_address_that_was_asked_for(walk: Walk) -> None:
    typed_by_a_stranger = f"/{CANARY}/?q={CANARY}"
    urls = {visit.url for visit in walk.visits} - {typed_by_a_stranger}
    assert [url for url in urls if sings(url)] == []


def test_it_is_in_no_header(walk: Walk) -> None:
    assert not those_that_sing(walk, lambda visit: visit.response.headers.values())


def test_no_page_leads_to_an_address_with_it(walk: Walk) -> None:
    assert not those_that_sing(
        walk, lambda visit: Page(visit.text).links if visit.is_html else []
    )


def test_no_remedy_leads_to_an_address_with_it(walk: Walk) -> None:
    (problem,) = (
        json.loads(visit.text)
        for visit in walk.visits
        if visit.response.headers.get("Content-Type") == "application/problem+json"
        and visit.status == HTTPStatus.CONFLICT
    )
    remedies = [remedy for gap in problem["gaps"] for remedy in gap["remedies"]]
    assert remedies
    assert not any(sings(remedy["url"]) for remedy in remedies)


def test_no_title_holds_it(walk: Walk) -> None:
    def titles(visit: Visit) -> list[str]:
        return [Page(visit.text).title] if visit.is_html else []

    assert not those_that_sing(walk, titles)
    whole = [v for v in walk.visits if v.is_html and "<!doctype" in v.text]
    assert all(Page(visit.text).title.endswith(" · Third Chair") for visit in whole)


def test_no_error_page_holds_it(walk: Walk) -> None:
    errors = [visit for visit in walk.visits if visit.status in ERRORS]
    assert {visit.status for visit in errors} == ERRORS
    assert [str(visit) for visit in errors if sings(visit.text)] == []


def test_no_property_of_a_paper_holds_it(walk: Walk) -> None:
    papers = [
        visit.response.getvalue()
        for visit in walk.visits
        if visit.response.headers.get("Content-Type") == "application/pdf"
    ]
    for paper in papers:
        with opened(paper) as pdf, pdf.open_metadata() as metadata:
            told = [str(value) for value in pdf.docinfo.values()]
            assert not sings(" ".join([*told, *map(str, metadata.values())]))


# What is kept while someone is signed in


def test_what_was_typed_waits_in_the_database_and_nowhere_else(house: House) -> None:
    browser = browser_of(house.ada)
    refused = browser.post(house.path("booking"), booking(house.maria))
    assert refused.status_code == 409
    assert sings(str(Session.objects.get().get_decoded()))
    assert not any(sings(morsel.value) for morsel in browser.cookies.values())


def test_it_goes_at_sign_out(house: House) -> None:
    browser = browser_of(house.ada)
    browser.post(house.path("booking"), booking(house.maria))
    browser.post("/sign-out/")
    assert not Session.objects.exists()
    browser.force_login(house.ada)
    assert "Talk of" not in browser.get(house.path("booking")).content.decode()


def test_another_person_at_the_same_browser_is_shown_nothing_of_it(
    house: House,
) -> None:
    browser = browser_of(house.ada)
    browser.post(house.path("booking"), booking(house.maria))
    browser.force_login(house.cleo)
    assert not sings(str(browser.session.items()))


def test_it_goes_when_anyone_next_signs_in_after_the_session_has_run_out(
    house: House,
) -> None:
    browser_of(house.cleo).post(house.path("booking"), booking(house.maria))
    browser = browser_of(house.ada)
    browser.post(house.path("booking"), booking(house.maria))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    Browser().post("/sign-in/", house.sends("sign_in"))
    (left,) = Session.objects.all()
    assert left.expire_date > timezone.now()
    assert not sings(str(left.get_decoded()))
