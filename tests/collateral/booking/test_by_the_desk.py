"""The front desk books for every client, by the same form without what is clinical: the
topics are for the clinician to write, who is told so.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import Session, SessionTopic, SharedSessionPlan
from collateral.models.topic import topics_for
from practice.models import User
from tests.booked import book, typed
from tests.clock import HOUR, afternoon
from tests.collateral.gate.test_hushed import LEAKS, NOT_READY, main_of
from tests.planned import write_out
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.screened import incident_with, screen
from tests.wished import stop_with, wish_for

CRAFTED: dict[str, Any] = {
    "about": ["sleep"],
    "topics": "What we said on Monday.",
    "boundaries": "Not of the past.",
}
HTMX = {"hx-request": "true"}


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
    assert text_of(adas.get("/week/")).count("Write the plan out") == 1


# From the week
