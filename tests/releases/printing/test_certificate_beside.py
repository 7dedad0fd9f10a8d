"""What the last page of a sealed paper says of whoever was there, and of what was agreed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.models import Mark, RecordsConsent
from releases.terms.languages import languages
from tests.releases.printing.test_certificate import last_page, signed

INES = {
    "interpreter": "Ines Vega",
    "interpreter_language": "Spanish",
    "interpreter_qualification": "certified by the state",
}
CROSS = {
    "mark": Mark.CROSS,
    "typed_name": "",
    "witness": "Finn Doyle",
    "witness_2": "Cleo Marsh",
}
SAID = {
    "en": {
        "cross": "How A mark, seen by both witnesses",
        "witnesses": "Witness Finn Doyle Second witness Cleo Marsh",
        "interpreter": "Interpreter Ines Vega, Spanish, certified by the state",
        "agreed": r"Electronic records Agreed to on \w+, .+ E[DS]T \(wording 3, en\)",
    },
    "es": {
        "cross": "Cómo Una marca, vista por los dos testigos",
        "witnesses": "Testigo Finn Doyle Segundo testigo Cleo Marsh",
        "interpreter": "Intérprete Ines Vega, Spanish, certified by the state",
        "agreed": r"Documentos electrónicos Se aceptaron el \w+ .+ \(texto 3, es\)",
    },
}


@pytest.fixture(params=sorted(languages()))
def code(request: pytest.FixtureRequest, jordan: Client) -> str:
    """Of the language that Jordan reads."""
    jordan.language = languages()[request.param].name
    jordan.save()
    return str(request.param)


def test_a_mark_names_both_who_saw_it(code: str, ben: Contact, ada: User) -> None:
    said = last_page(signed(ben, ada, **CROSS))
    assert SAID[code]["cross"] in said
    assert SAID[code]["witnesses"] in said


def test_who_interpreted_is_said_with_what_and_by_what(
    code: str, ben: Contact, ada: User
) -> None:
    assert SAID[code]["interpreter"] in last_page(signed(ben, ada, **INES))


def test_what_was_agreed_to_is_said_and_when(
    code: str, ben: Contact, jordan: Client, ada: User
) -> None:
    given = RecordsConsent.objects.create(
        client=jordan,
        person="Jordan Reyes",
        language=code,
        wording_version=3,
        given_at=timezone.now() - timedelta(minutes=2),
    )
    said = last_page(signed(ben, ada, consent=given))
    at = languages()[code].instant(given.given_at)
    assert at in said
    assert re.search(SAID[code]["agreed"], said)


def test_what_nobody_was_there_for_is_not_said(ben: Contact, ada: User) -> None:
    said = last_page(signed(ben, ada))
    assert "Witness None" in said
    for words in ("Second witness", "Interpreter", "Electronic records"):
        assert words not in said
