"""What is wrong is said in the language of whoever signs in the room."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.models import User
from releases.models.interpreting import BY_ANOTHER
from releases.models.witness import TWO_OTHERS
from releases.signing.form import NOT_INITIALED
from releases.signing.marks import NOT_DRAWN, TOO_SMALL
from releases.signing.words import said_in
from tests.room import hand_over, step_by_step
from tests.signed import draft_for

JORDAN = {"signer": "Jordan Reyes", "capacity": "client"}
NO_NAME = "Escriba su nombre para firmar, o dibuje su firma."
HEADING = "Mire esto otra vez, por favor."


def test_a_signature_that_lacks_is_asked_for_in_spanish(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    jordan.language = "Spanish"
    jordan.save()
    path = f"/drafts/{draft_for(ben, ada).pk}/signature/"
    hand_over(adas, path, JORDAN)
    answer = step_by_step(adas, {**JORDAN, "mark": "typed"})
    said = answer.content.decode()
    assert answer.status_code == 422
    for words in (HEADING, NO_NAME, "Marque esto para firmar."):
        assert words in said
    for words in ("Please look", "Type your name", "Tick this", "firmarla.</span>:"):
        assert words not in said


def test_another_name_than_the_one_given_is_refused_in_spanish(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    jordan.language = "Spanish"
    jordan.save()
    path = f"/drafts/{draft_for(ben, ada).pk}/signature/"
    hand_over(adas, path, JORDAN)
    answer = step_by_step(
        adas, {**JORDAN, "mark": "typed", "typed_name": "J", "intends": "on"}
    )
    said = "Para firmar, escriba el nombre que dio: Jordan Reyes."
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "sentence", [NOT_DRAWN, TOO_SMALL, NOT_INITIALED, TWO_OTHERS, BY_ANOTHER]
)
def test_spanish_has_words_for_it(sentence: str) -> None:
    assert said_in("es")["problems"][sentence]
