"""The page for whoever joins: nothing off-limits on it, and nothing of anybody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import ConsentEvent, Contact
from collateral.cards.card import Card, cards_of
from collateral.handouts.participant import NotCovered, participant_sheet
from collateral.handouts.sheet import Sheet, draw
from collateral.models import PlanVersion, Session
from collateral.models.topic import LABELS
from practice.models import User
from releases.history.sentences import Known, sentence
from releases.terms.languages import language
from tests.clock import HOUR, afternoon
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.releases.printing.papers import opened, text_of
from tests.revoked import revoke, revoke_part
from tests.signed import sign

TOPICS = language("en").table("topics")


def card_of(session: Session, contact: Contact) -> Card:
    (card,) = cards_of(session, [contact], PlanVersion.objects.newest_of(session.pk))
    return card


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


# As it is asked for


def path(session: Session, contact: Contact) -> str:
    return reverse("participant_handout", args=[session.pk, contact.pk])


def test_printing_it_is_in_the_history(
    adas: Browser, session: Session, ben: Contact
) -> None:
    response = adas.get(path(session, ben))
    assert response["Content-Type"] == "application/pdf"
    event = ConsentEvent.objects.get(kind="handout_printed")
    assert (event.contact, event.session_id) == (ben, session.pk)
    assert event.detail == {"paper": "participant"}
    told = words(sentence(event, Known.of([event])))
    assert "printed a handout for Ben Hart about a shared session" in told


def test_nothing_is_printed_or_recorded_for_whoever_is_not_covered(
    adas: Browser, session: Session, ben: Contact
) -> None:
    release = card_of(session, ben).release
    assert release
    revoke(release, "asked", session.clinician)
    assert adas.get(path(session, ben)).status_code == 503
    assert not ConsentEvent.objects.filter(kind="handout_printed").exists()
    page = adas.get(reverse("session_handouts", args=[session.pk])).content.decode()
    assert "no release lets them hear of this session" in page
    assert path(session, ben) not in page


@pytest.mark.parametrize(
    ("status", "says"), [("held", "is on hold"), ("cancelled", "was cancelled")]
)
def test_nobody_is_invited_to_a_session_that_does_not_stand(
    adas: Browser, session: Session, ben: Contact, status: str, says: str
) -> None:
    page = reverse("session_handouts", args=[session.pk])
    assert path(session, ben) in adas.get(page).content.decode()
    Session.objects.filter(pk=session.pk).update(status=status)
    html = adas.get(page).content.decode()
    assert f"nobody is invited to a session that {says}" in html
    assert path(session, ben) not in html
    assert adas.get(path(session, ben)).status_code == 503
    assert not ConsentEvent.objects.filter(kind="handout_printed").exists()


def test_what_cannot_be_recorded_is_not_shown(
    ada: User, session: Session, ben: Contact
) -> None:
    browser = browser_of(ada, raise_request_exception=False)
    with mock.patch.object(ConsentEvent.objects, "create", side_effect=ValueError):
        assert browser.get(path(session, ben)).status_code == 500


def test_there_is_none_for_whoever_does_not_join(
    adas: Browser, session: Session
) -> None:
    sam = Contact.objects.create(
        client=session.client, name="Sam", relationship="friend"
    )
    sign(sam)
    assert adas.get(path(session, sam)).status_code == 404


def test_the_page_of_handouts_offers_one_for_each(
    adas: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    page = adas.get(reverse("session_handouts", args=[session.pk])).content.decode()
    for contact in (ben, maria):
        assert f'formaction="{path(session, contact)}"' in page


def test_the_front_desk_and_admins_find_none(
    session: Session, ben: Contact, finn: User, nora: User
) -> None:
    for other in (finn, nora):
        browser = browser_of(other)
        assert browser.get(path(session, ben)).status_code == 404
        handouts = reverse("session_handouts", args=[session.pk])
        assert browser.get(handouts).status_code == 404
