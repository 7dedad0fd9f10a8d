"""Who may hear what in a session: on its page, and on a card for each person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client as Browser
from pypdfium2 import PdfDocument

from clients.models import ConsentEvent, Contact
from collateral.cards.card import Card, cards_of
from collateral.cards.matrix import HEARS, NOT, TELLS, matrix_of
from collateral.cards.paper import cards_paper, words
from collateral.models import PlanVersion, Session
from collateral.models.topic import LABELS
from practice.models import User
from releases.models import Release
from tests.booked import book
from tests.clock import afternoon
from tests.planned import write_out
from tests.privacy.doors import browser_of
from tests.releases.printing.papers import opened, text_of
from tests.revoked import revoke_part
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def session(ben: Contact, maria: Contact) -> Session:
    """Ben hears of skills and visits, Maria of sleep, in a week."""
    sign(ben, off_limit_topics=["diagnosis"])
    sign(maria, topics=["sleep"])
    return book(ben.client, [ben, maria], afternoon(7))


def cards(session: Session) -> list[Card]:
    return cards_of(
        session,
        [seat.contact for seat in session.participants.order_by("pk")],
        PlanVersion.objects.newest_of(session.pk),
    )


def test_each_hears_what_their_own_release_grants(session: Session) -> None:
    bens, marias = cards(session)
    assert bens.hears == ("attendance", "skills")
    assert marias.hears == ("sleep",)
    assert "diagnosis" in bens.unheard
    assert bens.tells == marias.tells == ()


def test_what_was_revoked_before_the_session_is_not_heard(session: Session) -> None:
    bens, _ = cards(session)
    assert bens.release
    revoke_part(bens.release, ["skills"], session.clinician)
    assert cards(session)[0].hears == ("attendance",)


@pytest.mark.parametrize("direction", ["exchange", "disclose"])
def test_what_was_revoked_is_neither_heard_nor_told(
    session: Session, direction: str
) -> None:
    uma = Contact.objects.create(client=session.client, name="Uma", relationship="aunt")
    release = sign(uma, direction=direction, topics=["skills", "sleep"])
    revoke_part(release, ["skills"], session.clinician)
    (card,) = cards_of(session, [uma], None)
    assert (card.hears, card.tells) == (("sleep",), ())
    assert "skills" in card.unheard
    labels = [row.label for row in matrix_of([card], {})]
    assert labels == ["Sleep, daily routine and health habits"]


def test_what_the_plan_keeps_out_is_neither_heard_nor_told(session: Session) -> None:
    """By its newest version: the first had no objection to skills."""
    write_out(session, off_limits=["sleep"])
    bens, marias = cards(session)
    assert (bens.hears, marias.hears) == (("attendance", "skills"), ())
    write_out(session, off_limits=["skills"])
    bens, marias = cards(session)
    assert (bens.hears, marias.hears) == (("attendance",), ("sleep",))
    assert "skills" in bens.unheard
    said = text_of(cards_paper(session.client, [bens], "en"))
    assert "May not hear about Coping skills" in said
    planned = {each.contact.pk: ["skills"] for each in (bens, marias)}
    rows = {row.label: row for row in matrix_of([bens, marias], planned)}
    assert [may for _, may, _ in rows[LABELS["skills"]].cells] == [NOT, NOT]


def test_the_session_and_its_papers_show_what_the_plan_keeps_out(
    adas: Browser, session: Session
) -> None:
    assert "Coping skills" in adas.get(f"/sessions/{session.pk}/").content.decode()
    write_out(session, off_limits=["skills", "attendance"])
    response = adas.get(f"/sessions/{session.pk}/")
    matrix = response.context["matrix"]
    assert [row.label for row in matrix] == ["Sleep, daily routine and health habits"]
    assert adas.get(f"/sessions/{session.pk}/cards/").status_code == 200


def test_what_another_clinician_alone_may_tell_is_not_heard(
    session: Session, cleo: User
) -> None:
    session.clinician = cleo
    sams = sign(
        Contact.objects.create(
            client=session.client, name="Sam", relationship="friend"
        ),
        discloser=session.client.clinician_id,
    )
    (card,) = cards_of(session, [sams.contact], None)
    assert card.hears == ()


def test_whoever_only_tells_us_hears_nothing(session: Session) -> None:
    uma = Contact.objects.create(
        client=session.client, name="Uma", relationship="teacher"
    )
    sign(uma, direction="obtain", topics=["school"], formats=[], places=[])
    (card,) = cards_of(session, [uma], None)
    assert (card.hears, card.tells) == ((), ("school",))
    assert "school" not in card.unheard
    (row,) = matrix_of([card], {})
    assert [may for _, may, _ in row.cells] == [TELLS]


def test_without_a_release_nothing_may_be_said(session: Session) -> None:
    uma = Contact.objects.create(client=session.client, name="Uma", relationship="aunt")
    (card,) = cards_of(session, [uma], None)
    assert (card.hears, card.release, card.is_altered) == ((), None, False)
    said = text_of(cards_paper(session.client, [card], "en"))
    assert "No release lets us tell Uma anything at that time." in said


def test_the_matrix_says_each_in_words(session: Session, maria: Contact) -> None:
    rows = {row.label: row for row in matrix_of(cards(session), {maria.pk: ["sleep"]})}
    sleep = rows["Sleep, daily routine and health habits"]
    assert [cell[1:] for cell in sleep.cells] == [(NOT, False), (HEARS, True)]
    assert "Diagnosis" not in rows


def test_the_session_shows_it_to_the_clinician_alone(
    adas: Browser, session: Session, finn: User, nora: User
) -> None:
    page = f"/sessions/{session.pk}/"
    assert "Who may hear what" in adas.get(page).content.decode()
    for other in (finn, nora):
        assert "Who may hear what" not in browser_of(other).get(page).content.decode()
        assert browser_of(other).get(f"{page}cards/").status_code == 404


def test_a_card_says_what_was_signed(session: Session) -> None:
    said = text_of(cards_paper(session.client, cards(session), "en"))
    assert "What we may talk about: Ben Hart" in said
    assert "May hear about Attendance and appointment times Coping skills" in said
    assert "May not hear about Diagnosis Anything else." in said
    assert "What we may talk about: Maria Reyes" in said


def test_two_cards_stand_on_one_sheet(session: Session) -> None:
    pdf = cards_paper(session.client, cards(session), "es")
    assert len(opened(pdf).pages) == 1
    assert "De qué podemos hablar: Ben Hart" in text_of(pdf)


PAPER = 250  # as white as nothing drawn
MIDDLE = 396  # points from the top, of a sheet of 11 inches


def test_two_of_one_name_are_told_apart(adas: Browser, session: Session) -> None:
    bens, _ = cards(session)
    said = text_of(cards_paper(session.client, [bens], "en"))
    assert f"Ben Hart {bens.contact.relationship} For our own use" in said
    html = adas.get(f"/sessions/{session.pk}/").content.decode()
    head = html[html.index("Who may hear what") :]
    assert f'<span class="soft">{bens.contact.relationship}</span>' in head


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_sheet_folds_between_its_cards(session: Session, code: str) -> None:
    """A line stands in its middle and nothing beside it; a third card begins a sheet."""
    bens, marias = cards(session)
    pdf = cards_paper(session.client, [bens, marias, bens], code)
    assert len(opened(pdf).pages) == 2
    for page in (0, 1):
        drawn = inked(pdf, page)
        fold = [row for row in drawn if abs(row - MIDDLE) < 12]
        assert fold
        assert all(abs(row - MIDDLE) <= 2 for row in fold)
        assert min(drawn) < MIDDLE - 300


def inked(pdf: bytes, page: int) -> list[int]:
    """The rows of a page, a point high each, on which anything is drawn."""
    with PdfDocument(pdf) as document:
        picture = document[page].render().to_pil().convert("L")
    rows = [picture.crop((0, y, picture.width, y + 1)) for y in range(picture.height)]
    return [y for y, row in enumerate(rows) if row.getextrema()[0] < PAPER]


def test_what_half_a_sheet_has_no_room_for_has_one_of_its_own(
    session: Session, maria: Contact
) -> None:
    bens, marias = cards(session)
    assert bens.terms
    wordy = replace(bens, terms=replace(bens.terms, off_limits="The summer. " * 90))
    said = cards_paper(session.client, [marias, wordy, marias], "en")
    assert len(opened(said).pages) == 3
    assert len(opened(cards_paper(session.client, [marias, bens], "en", 18)).pages) == 2


def test_both_languages_say_the_same_things() -> None:
    assert words("en").keys() == words("es").keys()


def test_printing_is_recorded_for_each_release(adas: Browser, session: Session) -> None:
    last = ConsentEvent.objects.count()
    response = adas.get(f"/sessions/{session.pk}/cards/")
    assert response["Content-Type"] == "application/pdf"
    assert ConsentEvent.objects.count() == last + 2
    events = ConsentEvent.objects.filter(kind="letter_printed")
    assert {event.detail["paper"] for event in events} == {"card"}
    assert {event.release_id for event in events} == set(
        Release.objects.values_list("pk", flat=True)
    )
