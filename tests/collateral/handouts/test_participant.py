"""The page for whoever joins: nothing off-limits on it, and nothing of anybody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Contact
from collateral.cards.card import Card
from collateral.handouts.participant import NotCovered, participant_sheet
from collateral.handouts.sheet import Sheet, draw
from collateral.models import Session
from collateral.models.topic import LABELS
from releases.terms.languages import language
from tests.clock import HOUR, afternoon
from tests.collateral.handouts.conftest import card_of
from tests.releases.printing.papers import opened, text_of
from tests.revoked import revoke, revoke_part

TOPICS = language("en").table("topics")


def planned(session: Session, contact: Contact) -> set[str]:
    seat = session.participants.get(contact=contact)
    return set(seat.topics.values_list("topic", flat=True))


def sheet_of(session: Session, contact: Contact, code: str = "en") -> Sheet:
    topics = planned(session, contact)
    return participant_sheet(session, card_of(session, contact), topics, code)


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "not couples or family therapy"), ("es", "pareja ni de familia")],
)
def test_in_family_therapy_it_is_not_said_to_be_none(
    session: Session, ben: Contact, code: str, words: str
) -> None:
    assert words in said(session, ben, code)
    session.client.modality = "family"
    session.client.save(update_fields=["modality"])
    page = said(session, ben, code)
    assert words not in page
    assert ("not you." if code == "en" else "no a usted.") in page


def said(session: Session, contact: Contact, code: str = "en") -> str:
    return text_of(draw(sheet_of(session, contact, code)))


def topics_on(sheet: Sheet) -> list[str]:
    (talk,) = (
        each for each in sheet.sections if each.title == "What we will talk about"
    )
    return list(talk.items)


def test_it_says_what_the_session_is_and_that_they_are_not_the_patient(
    session: Session, ben: Contact
) -> None:
    text = said(session, ben)
    assert "For Ben Hart" in text
    assert "It is a part of the care we give Jordan Reyes" in text
    assert "not you. It is not couples or family therapy." in text
    assert "Ground rules" in text
    assert "Say “stop” or raise your hand" in text
    assert "Dr. Ada Okafor" in text


def test_it_names_what_is_planned_for_them_and_no_more(
    session: Session, ben: Contact, maria: Contact
) -> None:
    assert topics_on(sheet_of(session, ben)) == [TOPICS["sleep"]]
    assert topics_on(sheet_of(session, maria)) == [TOPICS["school"]]


def test_nothing_off_limits_is_on_it_and_nothing_of_anybody_else(
    session: Session, ben: Contact
) -> None:
    text = said(session, ben)
    for canary in ("kettle", "porridge", "Maria", *_labels_but("sleep")):
        assert canary not in text


def _labels_but(topic: str) -> list[str]:
    return [label for code, label in TOPICS.items() if code != topic]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    hears=st.sets(st.sampled_from(sorted(LABELS))),
    topics=st.sets(st.sampled_from(sorted(LABELS))),
)
def test_only_what_is_both_planned_and_granted_is_on_it(
    hears: set[str], topics: set[str]
) -> None:
    someone: Any = SimpleNamespace(name="Ben Hart")
    held: Any = object()
    card = Card(someone, tuple(t for t in LABELS if t in hears), terms=held)
    sheet = participant_sheet(unsaved(), card, topics, "en")
    both = [TOPICS[code] for code in LABELS if code in hears & topics]
    assert topics_on(sheet) == (both or ["We choose that together as we begin."])


def unsaved() -> Any:
    """As much of a session as the page tells."""
    starts = afternoon(7)
    return SimpleNamespace(
        client=SimpleNamespace(name="Jordan Reyes", modality="individual"),
        clinician=SimpleNamespace(name="Dr. Ada Okafor"),
        during=SimpleNamespace(lower=starts, upper=starts + HOUR),
        place="video",
        room=None,
        stands=True,
    )


def test_what_was_revoked_since_it_was_planned_is_not_on_it(
    session: Session, ben: Contact
) -> None:
    topics = planned(session, ben)
    release = card_of(session, ben).release
    assert release
    revoke_part(release, ["sleep"], session.clinician)
    sheet = participant_sheet(session, card_of(session, ben), topics, "en")
    assert topics_on(sheet) == ["We choose that together as we begin."]


def test_whoever_is_not_covered_gets_no_page(session: Session, ben: Contact) -> None:
    release = card_of(session, ben).release
    assert release
    revoke(release, "asked", session.clinician)
    with pytest.raises(NotCovered):
        sheet_of(session, ben)


@pytest.mark.parametrize("code", ["en", "es"])
def test_it_is_one_page_with_its_title_and_language(
    session: Session, ben: Contact, code: str
) -> None:
    pdf = opened(draw(sheet_of(session, ben, code)))
    assert len(pdf.pages) == 1
    assert str(pdf.Root.Lang) == f"{code}-US"
    assert pdf.Root.MarkInfo.Marked


def test_it_speaks_spanish(session: Session, ben: Contact) -> None:
    text = said(session, ben, "es")
    assert "Usted no es nuestro paciente" in text
    assert "Sueño, rutina diaria y hábitos de salud" in text
