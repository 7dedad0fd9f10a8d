"""Each in turn says what is theirs to say, and sees nothing of who was before them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.models import User
from releases.models import (
    HowEnded,
    Refusal,
    Release,
    ReleaseDraft,
    Signature,
    SigningSession,
)
from releases.printing import paper
from releases.proof.verification import verify_releases
from tests.cast import authority_of, contact_of
from tests.collateral.signing.conftest import JORDAN
from tests.releases.printing.papers import text_of
from tests.room import hand_over, leave, sign_in_room, step_by_step
from tests.signed import draft_for

pytestmark = pytest.mark.long

WITH_TWO = JORDAN | {
    "mark": "cross",
    "typed_name": "",
    "witness": "Finn Doyle",
    "witness_2": "Cleo Marsh",
}
INES = {
    "interpreter": "Ines Vega",
    "interpreter_language": "Spanish",
    "interpreter_qualification": "certified medical interpreter",
    "of_age": "on",
}


def here(browser: Browser) -> Any:
    return browser.get("/room/", follow=True)


def test_a_mark_is_seen_by_two_and_the_paper_says_so(
    adas: Browser, path: str, draft: ReleaseDraft
) -> None:
    sign_in_room(adas, path, WITH_TWO)
    made = Signature.objects.get()
    assert (made.mark, made.witness, made.witness_2) == (
        "cross",
        "Finn Doyle",
        "Cleo Marsh",
    )
    release = Release.objects.get()
    said = text_of(paper.as_signed(release))
    assert "a mark, seen by both witnesses" in said
    assert "Witness Finn Doyle ; Cleo Marsh" in said
    page = adas.get(f"/releases/{release.pk}/").content.decode()
    assert "by a mark; witness" in page
    assert verify_releases().misfits == ()


def test_an_interpreter_has_a_page_and_a_line_on_the_paper(
    adas: Browser, path: str
) -> None:
    hand_over(adas, path, JORDAN | {"interpreted": "on"})
    assert step_by_step(adas, JORDAN | INES) is None
    made = Signature.objects.get()
    assert (made.interpreter, made.interpreter_language) == ("Ines Vega", "Spanish")
    said = text_of(paper.as_signed(Release.objects.get()))
    assert "Ines Vega , Spanish , certified medical interpreter" in said
    assert verify_releases().misfits == ()


@pytest.mark.parametrize("missing", INES)
def test_an_interpreter_of_age_says_all_that_is_asked(
    adas: Browser, path: str, missing: str, unprinted: None
) -> None:
    hand_over(adas, path, JORDAN | {"interpreted": "on"})
    answer = step_by_step(adas, JORDAN | {**INES, missing: ""})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Signature.objects.exists()


@pytest.mark.parametrize("name", ["Ben Hart", "Jordan Reyes"])
def test_neither_who_is_told_nor_the_signer_witnesses_or_interprets(
    adas: Browser, path: str, name: str, unprinted: None
) -> None:
    for field in ("witness", "witness_2"):
        answer = sign_in_room(adas, path, WITH_TWO | {field: name})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    hand_over(adas, path, JORDAN | {"interpreted": "on"})
    answer = step_by_step(adas, JORDAN | INES | {"interpreter": name})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_nobody_sees_what_the_one_before_typed(
    adas: Browser, path: str, unprinted: None
) -> None:
    hand_over(adas, path, WITH_TWO)
    step_by_step(adas, {**WITH_TWO, "witness": ""})
    page = here(adas)
    assert page.context["step"] == "witness"
    for earlier in ("read", "records", "signer", "mark"):
        assert adas.get(f"/room/{earlier}/").url == "/room/"
    step_by_step(adas, {**WITH_TWO, "witness_2": ""})
    page = here(adas)
    assert page.context["step"] == "witness_2"
    assert "Finn Doyle" not in page.content.decode()
    assert adas.get("/room/witness/").url == "/room/"


def test_nobody_signs_without_having_read_and_agreed(
    adas: Browser, room: SigningSession
) -> None:
    for ahead in ("records", "signer", "mark"):
        assert adas.post(f"/room/{ahead}/", JORDAN).url == "/room/"
    read = {"read": here(adas).context["form"].version}
    adas.post("/room/read/", read)
    for other in ({}, {"agree": "yes", "version": "0"}):  # words that were not shown
        answer = adas.post("/room/records/", other)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (
        "Tick this to sign on the screen, or ask for paper." in answer.content.decode()
    )
    assert adas.get("/room/signer/").url == "/room/"


def test_to_sign_and_not_to_are_the_same_size_on_each_step(
    adas: Browser, path: str, unprinted: None
) -> None:
    hand_over(adas, path, WITH_TWO)
    pages: list[str] = []
    step_by_step(adas, WITH_TWO, pages)
    assert len(pages) == 6
    for page in pages:
        both = page.partition('class="either"')[2].partition("</form>")[0]
        assert both.count("btn-lg") == 2
        assert "/room/refusal/" in both


def test_who_says_no_signs_nothing_and_that_is_recorded(
    adas: Browser, room: SigningSession
) -> None:
    assert "You do not have to sign" in adas.get("/room/refusal/").content.decode()
    adas.post("/room/refusal/", {"reason": "Not today."})
    room.refresh_from_db()
    assert room.ended_how == HowEnded.REFUSED
    refusal = Refusal.objects.get()
    assert (refusal.signer, refusal.reason) == ("Jordan Reyes", "Not today.")
    assert "Nothing of it counts." in here(adas).content.decode()
    assert leave(adas).url == f"/drafts/{room.draft_id}/"


def test_where_another_may_sign_alone_a_no_keeps_nobody_from_it(
    adas: Browser, ada: User, rosa: Contact, path: str
) -> None:
    other = f"/drafts/{draft_for(rosa, ada).pk}/signature/"
    hand_over(adas, other, {"capacity": "parent"})
    adas.post("/room/refusal/", {"signer": "Rosa Vance"})
    assert not Refusal.objects.exists()
    assert SigningSession.objects.get().ended_how == HowEnded.REFUSED


def test_who_would_rather_sign_on_paper_is_asked_for_nothing_more(
    adas: Browser, room: SigningSession
) -> None:
    assert adas.get("/room/paper/").url == "/room/"
    room.refresh_from_db()
    assert room.ended_at is None
    adas.post("/room/paper/")
    assert "Our staff will print it for you." in here(adas).content.decode()
    assert adas.post("/room/read/", JORDAN).url == "/room/"
    answer = leave(adas)
    assert answer.url == f"/drafts/{room.draft_id}/"
    assert "They would rather sign on paper." in adas.get(answer.url).content.decode()


def test_what_is_put_aside_meanwhile_is_not_signed(
    adas: Browser, room: SigningSession
) -> None:
    room.draft.withdrawn_at = room.opened_at
    room.draft.save()
    assert (
        "This was changed or taken back"
        in adas.get("/room/read/", follow=True).content.decode()
    )
    room.refresh_from_db()
    assert room.ended_how == HowEnded.WITHDRAWN


def test_only_whom_it_was_handed_to_signs(
    adas: Browser, ada: User, finn: User, teo: Client, rosa: Contact
) -> None:
    for parent in (rosa, contact_of(teo, "Luis Ortega", "father")):
        authority_of(teo, ada, parent, acts="sole", verified_by=finn)
    path = f"/drafts/{draft_for(contact_of(teo, 'Ines Vance'), ada).pk}/signature/"
    hand_over(adas, path, {"capacity": "parent", "signer": "Rosa Vance"})
    answer = step_by_step(adas, {"capacity": "parent", "signer": "Luis Ortega"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This was handed to Rosa Vance." in answer.content.decode()
    # Nor is anyone told who else may, or may not.
    answer = step_by_step(adas, {"capacity": "parent", "signer": "Ida Lind"})
    (told,) = answer.context["form"].errors["signer"]
    assert told == "This was handed to Rosa Vance."


def test_a_client_who_speaks_spanish_is_led_in_spanish(
    adas: Browser, ben: Contact, path: str, unprinted: None
) -> None:
    ben.client.language = "Spanish"
    ben.client.save()
    hand_over(adas, path, JORDAN)
    pages: list[str] = []
    assert step_by_step(adas, JORDAN, pages) is None
    assert all('<html lang="es">' in page for page in pages)
    said = "".join(pages)
    for words in ("Lea esto primero", "Acepto firmar en la pantalla", "Firmar"):
        assert words in said
    assert "Está firmado." in here(adas).content.decode()
    assert Signature.objects.get().consent.language == "es"
