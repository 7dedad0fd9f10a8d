"""The front desk books for every client, by the same form without what is clinical: the
topics are for the clinician to write, who is told so.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, SessionTopic, SharedSessionPlan
from collateral.models.topic import topics_for
from practice.models import Room, User
from tests.booked import book, typed
from tests.clock import DAY, FIFTY, HOUR, afternoon
from tests.collateral.gate.test_hushed import LEAKS, NOT_READY, main_of
from tests.planned import approve, goal_of, write_out
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.screened import incident_with, screen
from tests.signed import sign
from tests.wished import stop_with, wish_for

CRAFTED: dict[str, Any] = {
    "about": ["sleep"],
    "topics": "What we said on Monday.",
    "boundaries": "Not of the past.",
}
HTMX = {"hx-request": "true"}


@pytest.fixture
def desk(finn: User) -> Browser:
    """A browser in which Finn is signed in."""
    return browser_of(finn)


@pytest.fixture
def covered(ben: Contact) -> Contact:
    """Ben, who may hear of sleep."""
    sign(ben, topics=["sleep"])
    return ben


def text_of(answer: Any) -> str:
    return words(main_of(answer))


def test_the_desk_books_and_the_clients_own_clinician_leads(
    desk: Browser, url: str, covered: Contact, ada: User, finn: User
) -> None:
    answer = desk.post(url, typed([covered], afternoon(3)), follow=True)
    assert "Booked" in words(answer.content.decode())
    session = Session.objects.get()
    assert session.clinician == ada
    assert session.plan.purpose == "support"
    event = session.client.events.get(kind="booked")
    assert event.actor == finn


def test_the_form_asks_the_desk_for_the_purpose_and_for_nothing_that_is_clinical(
    desk: Browser, adas: Browser, url: str, covered: Contact
) -> None:
    page = desk.get(url)
    asked = page.context["form"].fields
    assert "purpose" in asked
    assert not {"about", "topics", "boundaries", "wish"} & set(asked)
    assert "Topics: for Dr. Ada Okafor to write" in text_of(page)
    assert "What is usual" not in page.content.decode()
    assert {"about", "topics", "boundaries"} <= set(
        adas.get(url).context["form"].fields
    )


def test_what_a_crafted_form_says_of_topics_is_not_kept(
    desk: Browser, url: str, covered: Contact
) -> None:
    wish = wish_for(covered)
    sent = typed([covered], afternoon(3), **CRAFTED, wish=str(wish.pk))
    assert desk.post(url, sent).status_code == 302
    plan = SharedSessionPlan.objects.get()
    assert (plan.topics, plan.boundaries, plan.wish) == ("", "", None)
    assert not SessionTopic.objects.exists()
    assert plan.session.stands


def test_the_admin_books_nothing(url: str, nora: User, covered: Contact) -> None:
    admin = browser_of(nora)
    assert admin.get(url).status_code == 404
    assert admin.post(url, typed([covered], afternoon(3))).status_code == 404
    assert not Session.objects.exists()


def test_whose_release_is_lacking_is_said_with_what_would_help(
    desk: Browser, url: str, ben: Contact
) -> None:
    answer = desk.post(url, typed([ben], afternoon(3)))
    assert answer.status_code == 409
    assert "No release has been signed." in text_of(answer)
    assert reverse("draft_new", args=[ben.pk]) in answer.content.decode()
    back = desk.get(f"{url}?kept=1").context["form"]
    assert back.chosen() == {ben.pk}


@pytest.mark.parametrize("why", ["stopped", "unsafe", "stale"])
def test_why_someone_is_not_ready_the_desk_reads_nowhere(
    desk: Browser, adas: Browser, url: str, covered: Contact, why: str
) -> None:
    match why:
        case "stopped":
            stop_with(covered)
        case "unsafe":
            screen(covered, unsafe=True, outcome="do_not")
        case _:
            screen(covered)
            incident_with(covered)
    client = covered.client_id
    sent = typed([covered], afternoon(3), **CRAFTED)
    several = typed([covered], afternoon(3), repeat="week", until="times", times="3")
    for answer in (
        desk.post(url, sent),
        desk.post(url, several),
        desk.post(reverse("coverage", args=[client]), sent),
        desk.post(reverse("coverage", args=[client]), sent, headers=HTMX),
        desk.post(reverse("times", args=[client]), sent, headers=HTMX),
        desk.get(reverse("times", args=[client]), {"contacts": covered.pk}),
    ):
        told = main_of(answer)
        assert NOT_READY in told
        for leak in LEAKS:
            assert leak not in told, leak
    assert NOT_READY not in main_of(adas.post(url, sent))


@pytest.mark.parametrize("acting", ["move", "reopen", "series"])
def test_what_a_session_is_about_the_desk_learns_by_no_act(
    desk: Browser, covered: Contact, jordan: Client, acting: str
) -> None:
    """Its topic is one that needs initials, and the release has none for it."""
    session = book(jordan, [covered], afternoon(3), status="held")
    write_out(session, topics="Of the drinking.")
    topics_for(session.participants.all(), ["substance_use"])
    everyone = [str(covered.pk)]
    path, sent = (
        reverse("session_reopening", args=[session.pk]),
        {
            "contacts": everyone,
            "shown": everyone,
            "about": ["substance_use"],
            f"about-{covered.pk}": ["substance_use"],
        },
    )
    if acting == "move":
        path = reverse("session_coverage", args=[session.pk])
        sent |= typed([], afternoon(4))
    answer = desk.post(path, sent)
    told = main_of(answer)
    assert "does not permit all that this session is about" in told
    assert "drinking" not in told
    assert "ubstance" not in told
    as_json = desk.post(path, sent, headers={"accept": "application/problem+json"})
    assert "SENSITIVE" not in as_json.content.decode()
    assert "ubstance" not in as_json.content.decode()


def test_why_it_is_outside_hours_is_for_its_clinicians_to_read(
    desk: Browser, adas: Browser, covered: Contact, jordan: Client
) -> None:
    because = "After her shift at the plant."
    session = book(jordan, [covered], afternoon(3), outside_hours_because=because)
    there = reverse("session_move", args=[session.pk])
    assert because in adas.get(there).content.decode()
    at_night = typed([], afternoon(4) + 9 * HOUR)
    for answer in (
        desk.get(there),
        desk.post(there, at_night),
        desk.post(reverse("session_coverage", args=[session.pk]), at_night),
    ):
        assert because not in answer.content.decode()


def test_the_desk_moves_a_session(
    desk: Browser, covered: Contact, jordan: Client
) -> None:
    session = book(jordan, [covered], afternoon(3))
    there = reverse("session_move", args=[session.pk])
    form = desk.get(there).context["form"]
    sent = typed([], afternoon(4), version=form.version_now)
    assert desk.post(there, sent).status_code == 302
    session.refresh_from_db()
    assert session.during.lower == afternoon(4)


# What is left to the clinician


def test_the_clinician_is_told_of_topics_to_write(
    desk: Browser, adas: Browser, url: str, covered: Contact
) -> None:
    desk.post(url, typed([covered], afternoon(3)))
    session = Session.objects.get()
    there = reverse("session", args=[session.pk])
    assert "Topics to write." in text_of(adas.get(there))
    assert "Topics to write" in text_of(adas.get("/week/"))
    assert "Topics to write" not in text_of(desk.get(there))
    write_out(session)
    assert "Topics to write" not in text_of(adas.get(there))
    assert "Topics to write" not in text_of(adas.get("/week/"))


def test_what_the_clinician_booked_asks_for_none(
    adas: Browser, url: str, covered: Contact
) -> None:
    adas.post(url, typed([covered], afternoon(3)))
    there = reverse("session", args=[Session.objects.get().pk])
    assert "Topics to write" not in text_of(adas.get(there))
    assert "Topics to write" not in text_of(adas.get("/week/"))


def test_of_a_series_the_first_alone_waits(
    desk: Browser, adas: Browser, url: str, covered: Contact
) -> None:
    several = typed([covered], afternoon(3), repeat="week", until="times", times="3")
    table = desk.post(url, several).context["table"]
    good = [row.key for row in table.usual]
    outside = [row.key for row in table.outside]
    desk.post(url, {**several, "good": good, "outside": outside, "despite": "So."})
    assert Session.objects.count() == 3
    assert text_of(adas.get("/week/")).count("Topics to write") == 1


# From the week


@pytest.mark.parametrize("show", ["clinician", "room"])
def test_a_week_that_the_desk_looks_at_offers_its_empty_times(
    desk: Browser, ada: User, blue_room: Room, show: str
) -> None:
    pk = ada.pk if show == "clinician" else blue_room.pk
    day = timezone.localdate() + 7 * DAY
    page = desk.get(f"/week/{day.isoformat()}/?show={show}-{pk}").content.decode()
    monday = day - day.weekday() * DAY
    assert f"/week/slot/?date={monday}&amp;start=14:30&amp;{show}={pk}" in page


def test_the_whole_practice_offers_its_days(desk: Browser, nora: User) -> None:
    day = timezone.localdate() + 7 * DAY
    path = f"/week/{day.isoformat()}/"
    page = desk.get(path).content.decode()
    assert "/week/slot/?date=" in page
    assert "start=" not in page
    assert "/week/slot/" not in browser_of(nora).get(path).content.decode()


def test_a_clinicians_time_is_booked_for_one_of_their_clients(
    desk: Browser, cleo: User, kim: Client, covered: Contact
) -> None:
    book(covered.client, [covered], afternoon(3))
    day = "date=2027-01-12&start=15:00"
    everyone = text_of(desk.get(f"/week/slot/?{day}"))
    assert "Kim Park" in everyone
    assert "Cleo Marsh" in everyone
    assert "Jordan Reyes" in everyone
    assert "As last time, with Ben Hart" in everyone
    theirs = text_of(desk.get(f"/week/slot/?{day}&clinician={cleo.pk}"))
    assert "Kim Park" in theirs
    assert "Jordan Reyes" not in theirs


def test_booked_as_last_time_the_topics_of_then_stay_unread(
    desk: Browser, url: str, covered: Contact
) -> None:
    before = book(covered.client, [covered], afternoon(3), ends=afternoon(3) + FIFTY)
    write_out(before, topics="Of the night shifts.")
    query = {"date": "2027-01-12", "start": "15:00", "like": before.pk}
    page = desk.get(url, query)
    form = page.context["form"]
    assert form["contacts"].value() == [str(covered.pk)]
    assert form["purpose"].value() == "support"
    assert "night shifts" not in page.content.decode()


def test_a_session_from_a_wish_tells_the_desk_nothing_of_it(
    desk: Browser, covered: Contact
) -> None:
    session = book(covered.client, [covered], afternoon(3), status="held")
    wish = wish_for(covered, words="I want him to hear it.")
    SharedSessionPlan.objects.filter(pk=session.pk).update(wish=wish)
    approve(write_out(session, goals=[goal_of(covered.client).pk]))
    for name in ("session", "session_reopening", "session_move"):
        told = desk.get(reverse(name, args=[session.pk])).content.decode()
        assert wish.words not in told
        for leak in LEAKS:
            assert leak not in main_of(desk.get(reverse(name, args=[session.pk]))), leak
