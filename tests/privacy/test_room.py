"""What is typed in the signing room: refused beside its field, and recorded once."""

from __future__ import annotations

from unittest import mock

import pytest

from clients.models import ConsentEvent
from releases.models import Release
from tests.formed import sign_form
from tests.privacy.canary import CANARY
from tests.privacy.doors import browser_of
from tests.privacy.events import events_since, last_event
from tests.privacy.inputs import leads_to, told
from tests.privacy.rooms import House
from tests.privacy.visits import everything
from tests.room import hand_over, sign_in_room, step_by_step

pytestmark = [pytest.mark.usefixtures("undrawn"), pytest.mark.long]

WORDS = ["signer", "authority", "typed_name", "initials_hiv", "witness"]


@pytest.mark.parametrize("field", WORDS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a" * 10_000, "at most", id="10,000 characters"),
        pytest.param("Ada\u202enebA", "turns text around", id="turned around"),
        pytest.param("Ada\x07", "hidden control character", id="a bell"),
        pytest.param("\u200b\u200d", "can be seen", id="nothing to be seen"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_where_they_were_typed(
    house: House, field: str, text: str, words: str
) -> None:
    before, sends = everything(), house.sends("draft_signature")
    path = house.path("draft_signature")
    answer = sign_in_room(browser_of(house.ada), path, sends | {field: text})
    assert answer.status_code == 422
    assert words in told(answer)
    assert leads_to(answer, field)
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("signer", "This field is required."),
        ("authority", "Describe the signer"),
        ("typed_name", "Type your name"),
        ("initials_hiv", "Initial this"),
    ],
)
@pytest.mark.parametrize("text", ["", "   \t\r\n "])
def test_what_is_needed_cannot_be_left_out(
    house: House, field: str, words: str, text: str
) -> None:
    sends = house.sends("draft_signature") | {field: text}
    answer = sign_in_room(browser_of(house.ada), house.path("draft_signature"), sends)
    assert answer.status_code == 422
    assert words in told(answer)
    assert leads_to(answer, field)


@pytest.mark.parametrize("field", ["capacity", "mark"])
def test_a_choice_that_was_not_offered_is_refused(house: House, field: str) -> None:
    browser, sends = browser_of(house.ada), house.sends("draft_signature")
    hand_over(browser, house.path("draft_signature"), sends)
    answer = step_by_step(browser, sends | {field: "<b>"})
    assert answer.status_code == 422
    assert "is not one of the available choices" in told(answer)


def test_what_is_signed_leaves_its_event_and_no_more(house: House) -> None:
    last, sends = last_event(), house.sends("draft_signature")
    sign_in_room(browser_of(house.ada), house.path("draft_signature"), sends)
    (event,) = events_since(last)
    assert (event.kind, event.actor_id) == ("signed", house.ada.pk)
    assert CANARY not in str(event.detail)


def test_what_cannot_be_recorded_is_not_signed(house: House) -> None:
    browser = browser_of(house.ada, raise_request_exception=False)
    sends, before = house.sends("draft_signature"), everything()
    hand_over(browser, house.path("draft_signature"), sends)
    with mock.patch.object(ConsentEvent.objects, "create", side_effect=ValueError):
        assert step_by_step(browser, sends).status_code == 500
    assert everything() == before
    assert step_by_step(browser, sends) is None
    assert Release.objects.filter(draft=house.marias).exists()


@pytest.mark.parametrize("field", ["signer", "authority", "typed_name"])
@pytest.mark.parametrize(
    ("text", "words"),
    [("a" * 10_000, "at most"), ("Ada\x07", "hidden control character")],
)
def test_so_are_those_of_a_form_beside_releases(
    house: House, field: str, text: str, words: str
) -> None:
    before, sends = everything(), house.sends("form_signature")
    answer = sign_form(
        browser_of(house.ada), house.path("form_signature"), sends | {field: text}
    )
    assert answer.status_code == 422
    assert words in told(answer)
    assert leads_to(answer, field)
    assert everything() == before


def test_a_form_that_was_signed_in_it_is_recorded_once(house: House) -> None:
    last, sends = last_event(), house.sends("form_signature")
    sign_form(browser_of(house.ada), house.path("form_signature"), sends)
    (event,) = events_since(last)
    assert event.kind == "form_signed"
    assert CANARY not in str(event.detail)
