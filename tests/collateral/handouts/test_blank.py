"""Handouts that name nobody: one page each, for anybody in the office."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, ConsentEvent
from collateral.handouts.blank import BLANK, blank
from collateral.handouts.sheet import words
from practice.models import User
from tests.privacy.doors import browser_of
from tests.releases.printing.papers import opened, pieces, text_of


@pytest.mark.parametrize("handout", BLANK)
@pytest.mark.parametrize("code", ["en", "es"])
def test_each_fits_one_page_of_twelve_points(handout: str, code: str) -> None:
    pdf = blank(handout, code)
    assert len(opened(pdf).pages) == 1
    assert smallest(pdf) >= 12


@pytest.mark.parametrize("handout", BLANK)
def test_large_print_is_eighteen_points_and_more(handout: str) -> None:
    pdf = blank(handout, "es", 18)
    assert len(opened(pdf).pages) <= 3
    assert smallest(pdf) >= 18


def test_each_is_tagged_with_its_title_and_language() -> None:
    pdf = opened(blank("questions", "es"))
    assert str(pdf.docinfo["/Title"]) == "Preguntas antes de traer a alguien"
    assert str(pdf.Root.Lang) == "es-US"
    assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize(
    "asked",
    [
        "Will it help me grow if this person is there?",
        "does someone push me to do it?",
        "Will I be safe, and will I be heard?",
        "tried to control me, or to trick me?",
        "Do I want to prove a point",
        "Would I hide or change my truth",
        "You never have to bring anyone.",
        "This is not couples or family therapy",
        "I’m considering inviting someone.",
    ],
)
def test_the_questions_are_those_to_ask_before(asked: str) -> None:
    assert asked in text_of(blank("questions", "en"))


def test_parents_are_told_what_studies_found() -> None:
    said = text_of(blank("parents", "en"))
    assert "A review in 2010 looked at 48 studies." in said
    assert "A review in 2015 found that parents who take part" in said
    assert "It is no promise about one child." in said


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_anybody_in_the_office_prints_them_and_no_history_has_it(
    who: str, ada: User, finn: User, nora: User
) -> None:
    person = {"ada": ada, "finn": finn, "nora": nora}[who]
    path = reverse("handout_blank", args=["questions"])
    response = browser_of(person).get(path, {"language": "es"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="questions-es.pdf"'
    assert not ConsentEvent.objects.exists()


def test_there_is_none_of_another_name(adas: Browser) -> None:
    assert adas.get(reverse("handout_blank", args=["will"])).status_code == 404
    assert "participant" in words("en")
    assert adas.get(reverse("handout_blank", args=["participant"])).status_code == 404


def test_they_are_offered_where_they_are_wanted(
    adas: Browser, finn: User, jordan: Client
) -> None:
    path = reverse("handout_blank", args=["questions"])
    wishes = adas.get(reverse("wishes", args=[jordan.pk]))
    room = browser_of(finn).get(reverse("print_room"))
    for response in (wishes, room):
        assert f'formaction="{path}"' in response.content.decode()


def smallest(pdf: bytes) -> float:
    return min(round(each.points, 1) for each in pieces(pdf) if each.read)
