"""Why someone is not ready is between the client and their own clinician: another, who
leads a session of theirs, is told that it is so.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, SessionSeries, SharedSessionPlan
from practice.models import User
from tests.booked import book, typed
from tests.clock import afternoon
from tests.planned import approve, goal_of, write_out
from tests.privacy.doors import browser_of
from tests.screened import incident_with, screen
from tests.signed import sign
from tests.wished import stop_with, wish_for

NOT_READY = "Not ready: ask the clinician."
LEAKS = (
    "creening",
    "want no session",
    "asked alone",
    "approved",
    "Something happened",
    "/screening/",
    "/wishes/",
)


@pytest.fixture
def cleos(jordan: Client, ben: Contact, cleo: User) -> Session:
    """Jordan is Ada's; Cleo leads this session, which is on hold."""
    sign(ben, topics=["sleep", "skills"])
    return book(jordan, [ben], afternoon(), clinician=cleo, status="held")


def stopped(session: Session, ben: Contact) -> None:
    stop_with(ben)


def unsafe(session: Session, ben: Contact) -> None:
    screen(ben, unsafe=True, outcome="do_not")


def stale(session: Session, ben: Contact) -> None:
    screen(ben)
    incident_with(ben)


def unapproved(session: Session, ben: Contact) -> None:
    screen(ben)
    SharedSessionPlan.objects.filter(pk=session.pk).update(wish=wish_for(ben))
    write_out(session, goals=[goal_of(ben.client).pk])


def unasked(session: Session, ben: Contact) -> None:
    SharedSessionPlan.objects.filter(pk=session.pk).update(wish=wish_for(ben))
    approve(write_out(session, goals=[goal_of(ben.client).pk]))


WHY = [stopped, unsafe, stale, unapproved, unasked]


def main_of(answer: Any) -> str:
    page: str = answer.content.decode()
    return page.rsplit("<main", maxsplit=1)[-1]


@pytest.fixture(params=["cleo", "finn"])
def another(request: pytest.FixtureRequest) -> Browser:
    """A browser of another clinician, or of the front desk."""
    return browser_of(request.getfixturevalue(request.param))


@pytest.mark.parametrize("not_ready", WHY)
def test_nobody_else_reads_on_any_page_why_someone_is_not_ready(
    adas: Browser, another: Browser, cleos: Session, ben: Contact, not_ready: Any
) -> None:
    not_ready(cleos, ben)
    other = another
    path, everyone = reverse("session_reopening", args=[cleos.pk]), [str(ben.pk)]
    as_json = {"accept": "application/problem+json"}
    for answer in (
        other.get(reverse("session", args=[cleos.pk])),
        other.get(path),
        other.post(path, {"contacts": everyone, "shown": everyone}),
    ):
        told = main_of(answer)
        assert NOT_READY in told
        plan, _, _ = told.partition('aria-labelledby="why"')  # which Cleo may read
        for leak in LEAKS:
            assert leak not in plan, leak
    move = reverse("session_move", args=[cleos.pk])
    for leak in LEAKS:
        assert leak not in main_of(other.get(move))
    refused = other.post(
        path, {"contacts": everyone, "shown": everyone}, headers=as_json
    )
    (gap,) = refused.json()["gaps"]
    assert gap["code"] == "NOT_READY"
    assert gap["reasons"] == [{"code": "NOT_READY", "detail": NOT_READY}]
    assert gap["remedies"] == []
    # Their own clinician reads it on the same page.
    assert NOT_READY not in main_of(adas.get(reverse("session", args=[cleos.pk])))


def test_nobody_else_reads_it_beside_a_move(
    another: Browser, cleos: Session, ben: Contact
) -> None:
    Session.objects.filter(pk=cleos.pk).update(status="scheduled")
    screen(ben)  # good for 90 days
    sent = typed([], afternoon(100))
    answer = another.post(
        reverse("session_coverage", args=[cleos.pk]),
        sent,
        headers={"hx-request": "true"},
    )
    told = answer.content.decode()
    assert NOT_READY in told
    assert "creening" not in told


@pytest.mark.parametrize("not_ready", WHY)
def test_nobody_else_reads_it_in_the_table_of_a_series(
    adas: Browser,
    another: Browser,
    cleo: User,
    cleos: Session,
    ben: Contact,
    not_ready: Any,
) -> None:
    not_ready(cleos, ben)
    cleos.refresh_from_db()
    cleos.series = SessionSeries.objects.create(
        client=cleos.client,
        clinician=cleo,
        every="week",
        until="times",
        until_on=timezone.localdate(),
        started_by=cleo,
        started_at=timezone.now(),
    )
    cleos.save(update_fields=["series"])
    path = reverse("series_reopening", args=[cleos.series.pk])
    sent = {"since": str(cleos.pk), "leaving": ""}
    told = main_of(another.post(path, sent))
    assert NOT_READY in told
    for leak in LEAKS:
        assert leak not in told, leak
    assert NOT_READY not in main_of(adas.post(path, sent))


def test_whoever_leads_it_is_told_what_the_plan_keeps_out(
    cleo: User, cleos: Session, ben: Contact
) -> None:
    write_out(cleos, off_limits=["skills"])
    Session.objects.filter(pk=cleos.pk).update(status="scheduled")
    path = reverse("session_topics", args=[cleos.pk])
    answer = browser_of(cleo).post(path, {f"about-{ben.pk}": ["sleep", "skills"]})
    assert answer.status_code == 409
    assert "Leave out" in main_of(answer)


def test_the_words_of_a_wish_are_for_the_clients_own_clinician(
    adas: Browser, cleo: User, cleos: Session, ben: Contact
) -> None:
    wish = wish_for(ben, words="I want him to hear it.", asked_on=timezone.localdate())
    SharedSessionPlan.objects.filter(pk=cleos.pk).update(wish=wish)
    for route in ("session", "session_plan"):
        path = reverse(route, args=[cleos.pk])
        assert wish.words in adas.get(path).content.decode()
        assert wish.words not in browser_of(cleo).get(path).content.decode()
