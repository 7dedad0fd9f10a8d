"""Sensitive words in free text are led to the box that they need."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from releases.models import ReleaseDraft
from releases.models.draft import SensitiveTopic
from releases.terms.telltales import WORDS, told_by
from tests.clock import DAY
from tests.said import errors_in
from tests.signed import EVERY_WAY

NOTES = {"psychotherapy_notes", "sud_counseling_notes"}


@pytest.mark.parametrize(
    ("text", "topic", "word"),
    [
        ("About my HIV treatment.", "hiv", "HIV"),
        ("Sobre mi tratamiento del VIH", "hiv", "VIH"),
        ("how much alcohol I drink", "substance_use", "alcohol"),
        ("mi adicción", "substance_use", "adicción"),
        ("my abortion", "reproductive", "abortion"),
        ("gender-affirming care", "gender", "gender-affirming"),
        ("Domestic   violence at home", "assault", "Domestic   violence"),
        ("genetics", "genetic", "genetics"),
        ("pruebas psicológicas", "tests", "pruebas psicológicas"),
        ("his psychotherapy notes", "psychotherapy_notes", "psychotherapy notes"),
        ("the therapist’s notes", "psychotherapy_notes", "therapist’s notes"),
        ("all counseling notes", "sud_counseling_notes", "counseling notes"),
    ],
)
def test_a_word_tells_its_topic(text: str, topic: str, word: str) -> None:
    assert told_by(text) == {topic: word}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How I sleep, and what helps.",
        "An achievement at school",
        "What aided me: its calm. We trained together",
        "Notes on coping skills",
        "grape juice, Chivas",
    ],
)
def test_everyday_words_tell_nothing(text: str) -> None:
    assert told_by(text) == {}


def test_every_sensitive_topic_has_words_in_english_and_spanish() -> None:
    words = tomllib.loads(WORDS.read_text("utf-8"))
    assert words.keys() == {*SensitiveTopic, *NOTES}
    assert all(set(by_language) == {"en", "es"} for by_language in words.values())


def sent(**terms: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "topics": ["skills"],
        "purposes": ["support"],
        **EVERY_WAY,
        "effective_on": today.isoformat(),
        "expires_on": (today + 90 * DAY).isoformat(),
        **terms,
    }


def test_the_box_is_named_beside_the_field(adas: Browser, ben: Contact) -> None:
    typed = sent(details="My HIV treatment")
    page = adas.post(f"/contacts/{ben.pk}/release/", typed)
    assert page.status_code == 422
    assert not ReleaseDraft.objects.exists()
    errors = page.context["form"].errors
    assert list(errors) == ["details"]
    assert errors["details"][0].startswith(
        "“HIV” stands here. It is shared only if “HIV, AIDS or sexually transmitted "
        "infection” is ticked under Sensitive information, and initialed."
    )
    assert "My HIV treatment" in page.content.decode()


def test_what_has_its_box_ticked_is_saved(adas: Browser, ben: Contact) -> None:
    typed = sent(details="My HIV treatment", sensitive_topics=["hiv"])
    assert adas.post(f"/contacts/{ben.pk}/release/", typed).status_code == 302


def test_what_stays_private_may_say_anything(adas: Browser, ben: Contact) -> None:
    typed = sent(off_limits="HIV, my abortion, psychotherapy notes")
    assert adas.post(f"/contacts/{ben.pk}/release/", typed).status_code == 302


def test_a_word_that_is_innocent_is_saved_the_second_time(
    adas: Browser, ben: Contact
) -> None:
    typed = sent(details="How I got sober thanks to my dog")
    page = adas.post(f"/contacts/{ben.pk}/release/", typed).content.decode()
    (let_be,) = re.findall(r'name="let_be" value="([^"]*)"', page)
    assert let_be == "details:substance_use"
    more = {**typed, "let_be": let_be, "expires_event": "The DNA is back"}
    again = adas.post(f"/contacts/{ben.pk}/release/", more)
    assert list(again.context["form"].errors) == ["expires_event"]
    more["let_be"] = again.context["form"].noticed
    assert adas.post(f"/contacts/{ben.pk}/release/", more).status_code == 302


def test_notes_are_led_to_a_release_of_their_own(adas: Browser, ben: Contact) -> None:
    typed = sent(details="And the psychotherapy notes")
    page = adas.post(f"/contacts/{ben.pk}/release/", typed)
    assert "they take a release of their own" in errors_in(page)
