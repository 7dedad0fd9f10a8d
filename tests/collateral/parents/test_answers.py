"""Whoever turns to the practice is answered once: heard, or told on a basis in force."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import Answer, Disclosure, Inquiry
from practice.models import User
from releases.models import Release
from tests.clock import DAY
from tests.collateral.disclosures.told import emergency, told_to
from tests.family import asked
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.signed import sign


@pytest.fixture
def release(ben: Contact, unprinted: None) -> Release:
    return sign(ben, timezone.now() - 10 * DAY, timezone.now() + 90 * DAY)


@pytest.fixture
def told(ben: Contact, release: Release) -> Disclosure:
    """What Ben was told today, under his release."""
    telling = told_to(ben, release, told_at=timezone.now())
    telling.save()
    return telling


def answered(
    browser: Browser, inquiry: Inquiry, how: str, told: Disclosure | None = None
) -> tuple[int, str]:
    path = reverse("inquiry_answer", args=[inquiry.pk])
    chosen = str(told.pk) if told else ""
    answer = browser.post(path, {"answered_as": how, "disclosure": chosen})
    inquiry.refresh_from_db()
    return answer.status_code, answer.content.decode()


def page(browser: Browser, contact: Contact) -> str:
    path = reverse("client_parents", args=[contact.client_id])
    return browser.get(path).content.decode()


def test_it_waits_until_it_is_answered(adas: Browser, ben: Contact) -> None:
    inquiry = asked(ben)
    there = reverse("inquiry_answer", args=[inquiry.pk])
    assert there in page(adas, ben)
    assert "Not answered yet" in page(adas, ben)
    assert answered(adas, inquiry, "listened")[0] == 302
    assert there not in page(adas, ben)
    assert "Listened to" in page(adas, ben)
    assert ConsentEvent.objects.get(kind="inquiry_answered").contact == ben
    assert adas.get(there).status_code == 404  # once


def test_whoever_waits_comes_first(adas: Browser, ben: Contact, maria: Contact) -> None:
    asked(ben, words="Does he sleep?", asked_on=timezone.localdate() - DAY)
    answered(adas, asked(maria, words="Does he eat?"), "listened")
    html = page(adas, ben)
    assert html.index("Does he sleep?") < html.index("Does he eat?")


def test_what_they_were_told_is_named(
    adas: Browser, ben: Contact, told: Disclosure
) -> None:
    inquiry = asked(ben)
    assert answered(adas, inquiry, "told", told)[0] == 302
    assert (inquiry.answered_as, inquiry.disclosure) == (Answer.TOLD, told)


def test_without_what_was_told_nobody_was_told_anything(
    adas: Browser, ben: Contact
) -> None:
    inquiry = asked(ben)
    status, html = answered(adas, inquiry, "told")
    assert status == 422
    assert "Record what they were told first" in html
    assert reverse("contact_disclosure", args=[ben.pk]) in html
    assert inquiry.answered_as == ""


def test_who_was_told_something_was_not_only_heard(
    adas: Browser, ben: Contact, told: Disclosure
) -> None:
    inquiry = asked(ben)
    assert answered(adas, inquiry, "listened", told)[0] == 422
    assert inquiry.answered_as == ""


def test_what_others_were_told_is_no_answer(
    adas: Browser, maria: Contact, told: Disclosure
) -> None:
    inquiry = asked(maria)
    assert answered(adas, inquiry, "told", told)[0] == 422


def test_what_was_told_before_they_asked_is_no_answer(
    adas: Browser, ben: Contact, release: Release
) -> None:
    before = told_to(ben, release, told_at=timezone.now() - 3 * DAY)
    before.save()
    assert answered(adas, asked(ben), "told", before)[0] == 422


def test_in_an_emergency_they_may_be_told_without_a_release(
    adas: Browser, ben: Contact
) -> None:
    threat = emergency(ben.client, told_at=timezone.now())
    threat.save()
    inquiry = asked(ben)
    assert answered(adas, inquiry, "told", threat)[0] == 302
    assert inquiry.disclosure == threat


def test_only_the_clients_clinician_answers(
    cleo: User, finn: User, nora: User, ben: Contact
) -> None:
    path = reverse("inquiry_answer", args=[asked(ben).pk])
    for who in (cleo, finn, nora):
        assert browser_of(who).get(path).status_code == 404


# What the database keeps


@pytest.mark.parametrize(
    "columns", ["answered_as = 'told'", "answered_at = now()", "answered_as = '?'"]
)
def test_an_answer_says_what_was_told(ben: Contact, columns: str) -> None:
    inquiry = asked(ben)
    inquiry.answered_as = Answer.TOLD
    inquiry.answered_by, inquiry.answered_at = inquiry.recorded_by, timezone.now()
    assert words_of("inquiry_answer_says_what_was_told", inquiry)
    with refused_by("inquiry_answer_says_what_was_told"):
        run(f"UPDATE collateral_inquiry SET {columns}")


def test_an_answer_was_told_to_whoever_asked(
    ben: Contact, maria: Contact, told: Disclosure
) -> None:
    inquiry = asked(maria)
    with refused_by("inquiry_answer_was_told_to_them"):
        answer(inquiry, told)
    struck = Disclosure.objects.get(pk=told.pk)
    struck.pk, struck.struck, struck.corrects = None, True, told
    struck.correction, struck.recorded_at = "It never was.", timezone.now()
    struck.save()
    with refused_by("inquiry_answer_was_told_to_them"):
        answer(asked(ben), struck)
    answer(asked(ben), told)


def test_an_answer_is_of_the_same_client(ben: Contact, lee: Contact) -> None:
    threat = emergency(lee.client, told_at=timezone.now() - timedelta(minutes=5))
    threat.save()
    with refused_by("inquiry_disclosure_of_client"):
        answer(asked(ben), threat)


def test_an_inquiry_is_answered_once_and_stays_as_it_was(ben: Contact) -> None:
    inquiry = asked(ben)
    with refused_by("inquiry_is_final"):
        run("UPDATE collateral_inquiry SET words = 'Other words.'")
    inquiry.answered_as = Answer.LISTENED
    inquiry.answered_by, inquiry.answered_at = inquiry.recorded_by, timezone.now()
    inquiry.save()
    with refused_by("inquiry_is_final"):
        run(
            "UPDATE collateral_inquiry SET answered_as = '', answered_at = NULL,"
            " answered_by_id = NULL"
        )
    with refused_by("inquiry_is_final"):
        run("DELETE FROM collateral_inquiry")
    with refused_by("inquiry_is_final"):
        run("TRUNCATE collateral_inquiry CASCADE")


def answer(inquiry: Inquiry, told: Disclosure) -> None:
    run(
        "UPDATE collateral_inquiry SET answered_as = 'told', answered_at = now(),"
        " answered_by_id = recorded_by_id, disclosure_id = %s WHERE id = %s",
        told.pk,
        inquiry.pk,
    )
