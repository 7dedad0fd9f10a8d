"""Asked of the client alone, read by clinicians only, and held by the database."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Screening, Session
from collateral.models.screening import CONCERNS, GOOD_FOR, UNSAFE
from collateral.screening.forms import QUESTIONS
from collateral.screening.status import readiness_of
from practice.models import User
from tests.booked import book, typed
from tests.clock import DAY, TICK, afternoon
from tests.collateral.ending.leaning import statuses
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.screened import answered, screen, screening_of
from tests.signed import sign

NOT_READY = "Not ready: ask the clinician."
SAID = "He reads my phone."


def asks(browser: Browser, contact: Contact, **changed: str) -> str:
    path = reverse("screening", args=[contact.pk])
    answer = browser.post(path, answered(**changed))
    return f"{answer.status_code} {answer.content.decode()}"


def booked(browser: Browser, contact: Contact, days: int = 9) -> str:
    path = reverse("booking", args=[contact.client_id])
    answer = browser.post(path, typed([contact], afternoon(days)))
    return f"{answer.status_code} {answer.content.decode()}"


def test_whoever_may_join_is_booked(adas: Browser, ben: Contact) -> None:
    sign(ben)
    assert asks(adas, ben).startswith("302")
    assert (
        "May join to" in adas.get(reverse("screening", args=[ben.pk])).content.decode()
    )
    assert booked(adas, ben).startswith("302")


@pytest.mark.parametrize("question", UNSAFE)
def test_unsafe_or_an_order_stops_it_and_no_release_lifts_that(
    adas: Browser, ben: Contact, question: str
) -> None:
    sign(ben)
    for outcome in ("proceed", "conditions"):
        yes = {question: "yes", "outcome": outcome, "conditions": "A call first."}
        refused = asks(adas, ben, resolution="It is over.", **yes)
        assert refused.startswith("422")
        assert "protected by an order" in refused
    assert asks(adas, ben, **{question: "yes", "outcome": "do_not"}).startswith("302")
    assert "does not let Ben Hart join" in booked(adas, ben)


@pytest.mark.parametrize("question", CONCERNS)
def test_a_concern_stops_it_until_it_is_resolved_and_asked_again(
    adas: Browser, ben: Contact, question: str
) -> None:
    """Case 53 of the domain's."""
    sign(ben)
    yes = {question: "yes"}
    assert "A concern stops it" in asks(adas, ben, **yes)
    assert "ask again" in asks(adas, ben, resolution="We spoke.", **yes)
    assert not Screening.objects.exists()
    assert asks(adas, ben, outcome="defer", **yes).startswith("302")
    assert booked(adas, ben).startswith("409")
    assert "write how it was resolved" in asks(adas, ben)
    assert asks(adas, ben, resolution="We spoke of it for two hours.").startswith("302")
    assert booked(adas, ben).startswith("302")


def test_its_chip_names_the_last_day_on_which_every_hour_is_good(ben: Contact) -> None:
    asked_at = timezone.make_aware(datetime(2026, 3, 2, 15))  # noqa: DTZ001
    asked = screening_of(ben, asked_at=asked_at)
    asked.says = asked.outcome  # type: ignore[attr-defined]
    last = asked_at + GOOD_FOR
    assert last.date() == date(2026, 5, 31)
    status = readiness_of(asked, last - TICK)
    assert status.label == "May join to May 30, 2026"
    assert readiness_of(asked, last).code == "ask_again"


def test_it_must_help_the_clients_growth(adas: Browser, ben: Contact) -> None:
    assert "does not help the client’s growth" in asks(adas, ben, growth="no")
    assert asks(adas, ben, growth="no", outcome="defer").startswith("302")


def test_conditions_are_written(adas: Browser, ben: Contact) -> None:
    assert "Write on what conditions." in asks(adas, ben, outcome="conditions")
    said = {"outcome": "conditions", "conditions": "The first half hour alone."}
    assert asks(adas, ben, **said).startswith("302")
    assert (
        said["conditions"]
        in adas.get(reverse("screening", args=[ben.pk])).content.decode()
    )


def test_every_question_wants_an_answer_and_what_was_typed_is_kept(
    adas: Browser, ben: Contact
) -> None:
    answer = adas.post(reverse("screening", args=[ben.pk]), {"said": SAID})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Choose yes or no.") >= 9
    assert SAID in page


def test_of_a_young_child_the_clinician_screens_for_safety(
    adas: Browser, ben: Contact
) -> None:
    page = adas.get(reverse("screening", args=[ben.pk]))
    assert page.context["form"]["manner"].value() == "alone"
    ben.client.date_of_birth = timezone.localdate().replace(
        year=timezone.localdate().year - 5
    )
    ben.client.save(update_fields=["date_of_birth"])
    page = adas.get(reverse("screening", args=[ben.pk]))
    assert page.context["form"]["manner"].value() == "safety"


@pytest.mark.parametrize(("years", "young"), [(6, True), (7, False)])
def test_whoever_is_seven_is_asked_alone(
    adas: Browser, ben: Contact, years: int, *, young: bool
) -> None:
    birthday = timezone.localdate() - years * 366 * DAY  # some days ago
    Client.objects.filter(pk=ben.client_id).update(date_of_birth=birthday)
    answer = asks(adas, ben, manner="safety")
    assert answer.startswith("302" if young else "422")
    assert young or "Choose how it was asked." in answer or "Select a valid" in answer
    if not young:
        with refused_by("screening_is_asked_of_the_client"):
            screen(ben, manner="safety")


def test_what_stands_ahead_is_held_and_a_good_answer_holds_nothing(
    adas: Browser, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    book(ben.client, [ben], afternoon(3))
    book(ben.client, [maria], afternoon(4))
    asks(adas, ben)
    assert statuses() == ["scheduled", "scheduled"]
    asks(adas, ben, unsafe="yes", outcome="do_not")
    assert statuses() == ["held", "scheduled"]
    held = ConsentEvent.objects.get(kind="held")
    assert (held.reason, held.contact) == (NOT_READY, None)


def test_what_happens_stops_it_until_the_client_is_asked_again(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    asks(adas, ben)
    book(ben.client, [ben], afternoon(3))
    path = reverse("incident_new", args=[ben.pk])
    assert "One session will go on hold" in adas.get(path).content.decode()
    assert adas.post(path, {"what": ""}).status_code == 422
    assert adas.post(path, {"what": SAID}).status_code == 302
    assert statuses() == ["held"]
    assert "Something happened since the screening" in booked(adas, ben)
    asks(adas, ben)
    assert booked(adas, ben).startswith("302")


# Who reads it


def test_nobody_but_the_clients_clinician_finds_the_page(
    cleo: User, finn: User, nora: User, ben: Contact
) -> None:
    for route in ("screening", "incident_new"):
        path = reverse(route, args=[ben.pk])
        for who in (cleo, finn, nora):
            browser = browser_of(who)
            assert browser.get(path).status_code == 404
            assert browser.post(path, answered()).status_code == 404
    assert not Screening.objects.exists()


def test_desk_and_admin_read_that_it_is_not_ready_and_nothing_more(
    adas: Browser, finn: User, nora: User, ben: Contact
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    asks(adas, ben, unsafe="yes", outcome="do_not", said=SAID)
    path = reverse("session", args=[Session.objects.get().pk])
    clinicians = adas.get(path).content.decode()
    assert "does not let Ben Hart join" in clinicians
    assert reverse("screening", args=[ben.pk]) in clinicians
    assert booked(adas, ben).startswith("409")
    pages = [(who, path) for who in (finn, nora)] + [(nora, reverse("history"))]
    for who, where in pages:
        page = browser_of(who).get(where).content.decode()
        assert "ot ready" in page
        for leak in ("creening", "unsafe", "UNSAFE", SAID, f"/{ben.pk}/screening/"):
            assert leak not in page
    for event in ConsentEvent.objects.filter(client=ben.client):
        assert SAID not in event.body
        assert "unsafe" not in event.body.lower()


def test_a_program_is_told_by_code_only_that_it_is_not_ready(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    asks(adas, ben, unsafe="yes", outcome="do_not")
    path = reverse("booking", args=[ben.client_id])
    sent = typed([ben], afternoon(9))
    answer = adas.post(path, sent, headers={"accept": "application/problem+json"})
    assert answer.status_code == 409
    (gap,) = answer.json()["gaps"]
    assert gap["code"] == "NOT_READY"


def test_it_is_asked_about_at_any_time(adas: Browser, ben: Contact) -> None:
    screen(ben)
    page = adas.get(reverse("wishes", args=[ben.client_id])).content.decode()
    assert "May join to" in page
    assert reverse("screening", args=[ben.pk]) in page


def test_every_answer_is_asked_for() -> None:
    assert {*CONCERNS, *UNSAFE, "growth"} == set(QUESTIONS)
