"""Home practice to take along: what is still asked, and not of whom we treat."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.handouts.practice import practice_sheet
from collateral.handouts.sheet import draw
from collateral.models import HomePractice
from practice.models import User
from releases.history.sentences import Known, sentence
from releases.terms.languages import language
from tests.debriefed import practice_of
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.releases.printing.papers import opened, text_of


@pytest.fixture
def practice(ben: Contact) -> HomePractice:
    """Ben reads with Jordan, for a week."""
    return practice_of(ben, what="Read together.\nTen minutes, after supper.")


def said(practice: HomePractice, code: str) -> str:
    return text_of(draw(practice_sheet(practice.contact, [practice], code)))


def test_it_says_what_to_do_and_until_when(practice: HomePractice) -> None:
    text = said(practice, "en")
    assert "For Ben Hart" in text
    due = language("en").day(practice.due_on, "full")
    assert f"Until {due}" in text
    assert "Read together. Ten minutes, after supper." in text
    assert "It is practice, not a test." in text


def test_it_does_not_say_whom_we_treat(practice: HomePractice) -> None:
    assert "Jordan" not in said(practice, "en")


@pytest.mark.parametrize("code", ["en", "es"])
def test_it_is_one_page_in_its_language(practice: HomePractice, code: str) -> None:
    pdf = opened(draw(practice_sheet(practice.contact, [practice], code)))
    assert len(pdf.pages) == 1
    assert str(pdf.Root.Lang) == f"{code}-US"
    assert "Práctica en casa" in said(practice, "es")


def path(practice: HomePractice) -> str:
    return reverse("practice_handout", args=[practice.contact_id])


def test_printing_it_is_in_the_history(adas: Browser, practice: HomePractice) -> None:
    response = adas.get(path(practice), {"language": "es"})
    assert response["Content-Type"] == "application/pdf"
    event = ConsentEvent.objects.get()
    assert (event.kind, event.contact) == ("handout_printed", practice.contact)
    assert event.detail == {"paper": "practice"}
    told = words(sentence(event, Known.of([event])))
    assert "printed what Ben Hart practices at home" in told


def test_it_is_offered_where_home_practice_is(
    adas: Browser, practice: HomePractice
) -> None:
    page = adas.get(reverse("home_practices", args=[practice.client_id]))
    assert f'href="{path(practice)}?language=es"' in page.content.decode()


def test_there_is_none_where_nothing_is_asked(
    adas: Browser, practice: HomePractice, ada: User
) -> None:
    practice.closed_as, practice.closed_by = "done", ada
    practice.closed_at = timezone.now()
    practice.save()
    assert adas.get(path(practice)).status_code == 404


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_prints_it(
    who: str, practice: HomePractice, cleo: User, finn: User, nora: User
) -> None:
    person = {"cleo": cleo, "finn": finn, "nora": nora}[who]
    assert browser_of(person).get(path(practice)).status_code == 404
