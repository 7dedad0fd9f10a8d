"""May this happen? Asked over the API, the gate answers as it does on its pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import GateQuestion
from practice.models import Role, System, User
from tests.cast import user
from tests.clock import DAY, afternoon
from tests.collateral.api.asking import GATE, asked
from tests.let_in import issued
from tests.privacy.doors import browser_of
from tests.revoked import revoke
from tests.signed import sign
from tests.wished import stop_with


@pytest.fixture
def scheduler(nora: User) -> dict[str, str]:
    """The headers of a program that Nora let in."""
    _, token = issued(nora)
    return {"Authorization": f"Bearer {token}"}


def test_who_is_covered_may(adas: Browser, ben: Contact) -> None:
    sign(ben)
    answer = adas.get(GATE, asked(ben, afternoon(3))).json()
    assert answer["may_happen"] is True
    assert (answer["code"], answer["reasons"]) == ("COVERED", [])


def test_who_is_not_may_not_and_is_led_to_what_helps(
    adas: Browser, ben: Contact
) -> None:
    answer = adas.get(GATE, asked(ben, afternoon(3))).json()
    assert answer["may_happen"] is False
    assert answer["code"] == "NO_ROI"
    assert answer["sentence"] == "No release has been signed."
    assert answer["remedies"] == [
        {
            "label": f"Prepare a release for {ben.name}",
            "url": f"/contacts/{ben.pk}/release/",
        }
    ]


@pytest.mark.parametrize(
    ("days", "code"), [(3, "COVERED"), (9, "COVERED"), (11, "EXPIRES_BEFORE_SESSION")]
)
def test_it_is_answered_for_any_day(
    days: int, code: str, adas: Browser, ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + 10 * DAY)
    assert adas.get(GATE, asked(ben, afternoon(days))).json()["code"] == code


def test_of_a_day_that_has_passed_it_says_how_it_stood(
    adas: Browser, ben: Contact, ada: User
) -> None:
    release = sign(ben, timezone.now() - 5 * DAY)
    was = asked(ben, timezone.now() - 2 * DAY)
    revoke(release, "Jordan asked", ada)
    assert adas.get(GATE, was).json()["code"] == "COVERED"
    assert adas.get(GATE, asked(ben, afternoon(1))).json()["code"] == "REVOKED"
    before = asked(ben, timezone.now() - 9 * DAY)
    assert adas.get(GATE, before).json()["code"] == "NOT_YET_EFFECTIVE"


def test_a_program_that_was_let_in_is_answered(
    client: Browser, scheduler: dict[str, str], ben: Contact
) -> None:
    answer = client.get(GATE, asked(ben, afternoon(3)), headers=scheduler)
    assert answer.json()["code"] == "NO_ROI"
    (remedy,) = answer.json()["remedies"]
    assert remedy["url"] is None
    question = GateQuestion.objects.get()
    assert (question.asked_by, question.system) == (None, System.objects.get())
    assert question.answer == "NO_ROI"


def test_one_that_was_withdrawn_is_not(
    client: Browser, scheduler: dict[str, str], ben: Contact, nora: User
) -> None:
    System.objects.update(withdrawn_at=timezone.now(), withdrawn_by=nora)
    answer = client.get(GATE, asked(ben, afternoon(3)), headers=scheduler)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not GateQuestion.objects.exists()


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer é" * 900}]
)
def test_a_stranger_learns_nothing(
    header: dict[str, str], client: Browser, ben: Contact
) -> None:
    answer = client.get(GATE, asked(ben, afternoon(3)), headers=header)
    assert answer.status_code == 401
    assert ben.name not in answer.content.decode()


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 200), ("none", 200), ("same-site", 401), ("cross-site", 401)],
)
def test_no_other_site_asks_in_the_name_of_whoever_is_signed_in(
    site: str, status: int, adas: Browser, ben: Contact
) -> None:
    headers = {"Sec-Fetch-Site": site}
    answer = adas.get(GATE, asked(ben, afternoon(3)), headers=headers)
    assert answer.status_code == status
    assert GateQuestion.objects.exists() is (status == 200)


def test_another_clinicians_client_is_not_there(adas: Browser, lee: Contact) -> None:
    answer = adas.get(GATE, asked(lee, afternoon(3)))
    assert answer.status_code == 404
    assert not GateQuestion.objects.exists()


def test_another_clients_contact_is_not_there(
    adas: Browser, ben: Contact, rosa: Contact
) -> None:
    mixed = asked(ben, afternoon(3)) | {"contact": rosa.pk}
    assert adas.get(GATE, mixed).status_code == 404


def test_the_release_has_to_let_whoever_leads_it_tell(
    adas: Browser, ben: Contact, ada: User
) -> None:
    dora = user("dora", "Dora", Role.CLINICIAN)
    sign(ben, discloser=ada.pk)
    mine = asked(ben, afternoon(3))
    assert adas.get(GATE, mine).json()["code"] == "COVERED"
    hers = adas.get(GATE, mine | {"clinician": dora.pk}).json()
    assert hers["code"] == "WRONG_DISCLOSER"
    nobodys = adas.get(GATE, mine | {"clinician": ada.pk + 10_000})
    assert nobodys.status_code == 404


def test_nothing_is_written_but_that_it_was_asked(
    adas: Browser, ben: Contact, ada: User
) -> None:
    events = ConsentEvent.objects.count()
    starts = afternoon(3)
    adas.get(GATE, asked(ben, starts))
    assert ConsentEvent.objects.count() == events
    question = GateQuestion.objects.get()
    assert (question.asked_by, question.system) == (ada, None)
    assert (question.contact, question.during.lower) == (ben, starts)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("from", "2027-02-31T15:00:00-05:00"),
        ("from", "9999-12-31T23:59:59-05:00"),
        ("from", "2027-01-12T15:00:00"),  # of which zone?
        ("until", "2026-01-01T00:00:00Z"),
        ("until", "2096-01-01T00:00:00Z"),
        ("format", "seance"),
        ("client", "0"),
        ("contact", "9" * 40),
        ("place", ""),
    ],
)
def test_what_makes_no_sense_is_named_and_not_repeated(
    field: str, value: str, adas: Browser, ben: Contact
) -> None:
    answer = adas.get(GATE, asked(ben, afternoon(3)) | {field: value})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["code"] in {field, "question"}
    assert not GateQuestion.objects.exists()


def test_the_front_desk_reads_no_reason_that_is_the_clinicians(
    finn: User, ben: Contact, jordan: Client
) -> None:
    sign(ben)
    stop_with(ben)
    answer = browser_of(finn).get(GATE, asked(ben, afternoon(3))).json()
    assert answer["code"] == "NOT_READY"
    assert answer["sentence"] == "Not ready: ask the clinician."
    assert GateQuestion.objects.get().answer == "NOT_READY"


def test_asking_keeps_nobody_signed_in_beyond_twelve_hours(
    adas: Browser, ben: Contact
) -> None:
    kept = adas.session
    kept["signed_in_at"] = (timezone.now() - timedelta(hours=12)).timestamp()
    kept.save()
    assert adas.get(GATE, asked(ben, afternoon(3))).status_code == 401


@pytest.mark.parametrize("verb", ["head", "post", "put", "patch", "delete", "options"])
def test_it_is_only_asked(verb: str, adas: Browser) -> None:
    assert getattr(adas, verb)(GATE).status_code == 405
