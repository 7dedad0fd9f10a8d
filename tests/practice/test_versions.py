"""The second save does not undo the first, whatever is edited."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import gate
from collateral.models import Session
from collateral.sessions.move import move
from collateral.sessions.proposing import proposal_of
from collateral.sessions.seats import SessionChanged
from practice.models import Room, User
from practice.spans import start_of
from practice.versions import VERSION
from releases.models import ReleaseDraft
from tests.booked import book, typed
from tests.clock import HOUR, afternoon
from tests.privacy.canary import FORMS
from tests.privacy.pages import Page
from tests.said import errors_in
from tests.signed import draft_for, sign

SAVED = "Someone else saved changes while you had this page open."


def fields_of(response: Any) -> dict[str, str]:
    return Page(response.content.decode()).values


@pytest.fixture
def details(ada: User) -> dict[str, str]:
    """Jordan's details, as a page of Finn's sends them."""
    return {
        "legal_name": "Jordan Reyes",
        "chosen_name": "",
        "date_of_birth": "1990-05-02",
        "state": "NY",
        "language": "English",
        "modality": "individual",
        "clinician": str(ada.pk),
    }


@pytest.fixture
def desk(client: Browser, finn: User) -> Browser:
    client.force_login(finn)
    return client


def test_an_older_page_takes_nothing_back_and_loses_nothing(
    desk: Browser, jordan: Client, cleo: User, details: dict[str, str]
) -> None:
    page = f"/clients/{jordan.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    first = details | opened | {"state": "NJ", "clinician": str(cleo.pk)}
    assert desk.post(page, first).status_code == 302
    second = details | opened | {"language": "Spanish"}
    answer = desk.post(page, second)
    assert answer.status_code == 422
    said, html = errors_in(answer), answer.content.decode()
    assert SAVED in said
    assert "Someone else changed this while you had this page open: to “New" in said
    assert "to “Cleo Marsh”" in said
    assert "stands here" not in said
    assert 'value="Spanish"' in html
    assert 'value="NJ" selected' in html
    assert f'value="{cleo.pk}" selected' in html
    jordan.refresh_from_db()
    assert (jordan.state, jordan.language) == ("NJ", "English")
    seen = second | {VERSION: fields_of(answer)[VERSION], "state": "NJ"}
    assert desk.post(page, seen | {"clinician": str(cleo.pk)}).status_code == 302
    jordan.refresh_from_db()
    assert (jordan.state, jordan.language) == ("NJ", "Spanish")
    assert jordan.clinician == cleo


def test_where_both_changed_the_same_both_are_shown(
    desk: Browser, jordan: Client, details: dict[str, str]
) -> None:
    page = f"/clients/{jordan.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    desk.post(page, details | opened | {"language": "Tagalog"})
    answer = desk.post(page, details | opened | {"language": "Spanish"})
    said = errors_in(answer)
    assert "to “Tagalog”. What you typed stands here." in said
    assert 'value="Spanish"' in answer.content.decode()
    mine = details | {"language": "Spanish", VERSION: fields_of(answer)[VERSION]}
    assert desk.post(page, mine).status_code == 302
    jordan.refresh_from_db()
    assert jordan.language == "Spanish"


def test_who_typed_what_was_saved_meanwhile_is_not_stopped(
    desk: Browser, jordan: Client, details: dict[str, str]
) -> None:
    page = f"/clients/{jordan.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    desk.post(page, details | opened | {"language": "Tagalog"})
    again = details | opened | {"language": "Tagalog", "state": "NJ"}
    assert desk.post(page, again).status_code == 302
    jordan.refresh_from_db()
    assert (jordan.state, jordan.language) == ("NJ", "Tagalog")


def test_an_older_page_ends_nothing_that_was_signed(
    desk: Browser, teo: Client, rosa: Contact, details: dict[str, str]
) -> None:
    sign(rosa, authority_ends_at=start_of(teo.comes_of_age_on))
    page = f"/clients/{teo.pk}/edit/"
    mine = details | {"legal_name": "Teo Vance", "emancipated": "on"}
    mine |= {"emancipated_on": timezone.localdate().isoformat()}
    mine |= {"emancipation_seen": "decree"}
    mine |= {"date_of_birth": teo.date_of_birth.isoformat()}
    mine |= {VERSION: fields_of(desk.get(page))[VERSION]}
    Client.objects.filter(pk=teo.pk).update(language="Spanish")
    answer = desk.post(page, mine)
    assert answer.status_code == 422
    assert SAVED in errors_in(answer)
    assert "Saving this ends" not in errors_in(answer)
    seen = mine | {VERSION: fields_of(answer)[VERSION], "language": "Spanish"}
    assert "Saving this ends" in errors_in(desk.post(page, seen))


def test_a_mistake_does_not_make_an_older_page_newer(
    desk: Browser, jordan: Client, details: dict[str, str]
) -> None:
    page = f"/clients/{jordan.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    desk.post(page, details | opened | {"state": "NJ"})
    mistaken = desk.post(page, details | opened | {"legal_name": ""})
    assert fields_of(mistaken)[VERSION] == opened[VERSION]


def test_a_box_that_was_ticked_meanwhile_comes_back_ticked(
    desk: Browser, jordan: Client, details: dict[str, str]
) -> None:
    page = f"/clients/{jordan.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    Client.objects.filter(pk=jordan.pk).update(part2=True)
    answer = desk.post(page, details | opened)
    assert "open: to ticked." in errors_in(answer)
    box = answer.content.decode().split('name="part2"')[1].split(">")[0]
    assert "checked" in box


def test_a_contact_is_not_taken_back(desk: Browser, ben: Contact) -> None:
    page = f"/contacts/{ben.pk}/edit/"
    opened = fields_of(desk.get(page)) | {"relationship": "partner"}
    Contact.objects.filter(pk=ben.pk).update(phone="555 0100")
    answer = desk.post(page, opened | {"email": "ben@example.org"})
    assert answer.status_code == 422
    assert SAVED in errors_in(answer)
    assert 'value="555 0100"' in answer.content.decode()
    assert desk.post(page, fields_of(answer)).status_code == 302
    ben.refresh_from_db()
    assert (ben.phone, ben.email) == ("555 0100", "ben@example.org")


def test_a_correction_is_not_taken_back(desk: Browser, ben: Contact) -> None:
    sign(ben)
    page = f"/contacts/{ben.pk}/correction/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    why = {"reason": "misspelled", "same_person": "yes", "organisation": ""}
    sends = {"name": "Ben Hart", "relationship": "partner", **why, **opened}
    assert desk.post(page, sends | {"name": "Ben Hartt"}).status_code == 302
    answer = desk.post(page, sends | {"relationship": "husband"})
    assert answer.status_code == 422
    assert "to “Ben Hartt”." in errors_in(answer)
    ben.refresh_from_db()
    assert (ben.name, ben.relationship) == ("Ben Hartt", "partner")


def test_a_draft_is_not_taken_back(desk: Browser, ben: Contact, ada: User) -> None:
    draft = draft_for(ben, ada)
    page = f"/drafts/{draft.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    ReleaseDraft.objects.update(topics=["diagnosis"], off_limits="The divorce.")
    answer = desk.post(page, FORMS["draft_edit"] | opened)
    said = errors_in(answer)
    assert answer.status_code == 422
    assert "to “Diagnosis”" in said
    assert "to “The divorce.”" in said
    draft.refresh_from_db()
    assert draft.topics == ["diagnosis"]


def test_a_move_does_not_undo_another(
    adas: Browser, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(3))
    page = f"/sessions/{session.pk}/move/"
    opened = {VERSION: fields_of(adas.get(page))[VERSION]}
    elsewhere = typed([], afternoon(3), room=str(blue_room.pk)) | opened
    assert adas.post(page, elsewhere).status_code == 302
    answer = adas.post(page, typed([], afternoon(4)) | opened)
    assert answer.status_code == 422
    assert "to “Blue room”." in errors_in(answer)
    session.refresh_from_db()
    assert session.room == blue_room
    assert session.during.lower == afternoon(3)
    seen = typed([], afternoon(4), room=str(blue_room.pk))
    seen[VERSION] = fields_of(answer)[VERSION]
    assert adas.post(page, seen).status_code == 302


def test_the_very_same_moment_is_seen_under_the_lock(
    desk: Browser, jordan: Client, details: dict[str, str], monkeypatch: Any
) -> None:
    """Saved by another between this request's reading the row and its holding it."""
    page = f"/clients/{jordan.pk}/edit/"
    opened = {VERSION: fields_of(desk.get(page))[VERSION]}
    begin = transaction.atomic

    def late(*args: Any, **kwargs: Any) -> Any:
        Client.objects.filter(pk=jordan.pk).update(state="NJ")
        return begin(*args, **kwargs)

    monkeypatch.setattr("clients.people.views.transaction.atomic", late)
    answer = desk.post(page, details | opened | {"language": "Spanish"})
    assert answer.status_code == 422
    assert "“New Jersey”" in errors_in(answer)


def test_a_session_that_moved_meanwhile_is_not_moved(
    jordan: Client, ben: Contact, ada: User
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(3))
    cleared = gate.clear(proposal_of(session, [ben]))
    Session.objects.filter(pk=session.pk).update(
        during=(afternoon(4), afternoon(4) + HOUR)
    )
    with pytest.raises(SessionChanged):
        move(cleared, ada, seen=(session.during, session.room_id))
