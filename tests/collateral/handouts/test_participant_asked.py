"""The page for whoever joins, as it is asked for: printed, recorded, or not there."""

from __future__ import annotations

from unittest import mock

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import ConsentEvent, Contact
from collateral.models import Session
from practice.models import User
from releases.history.sentences import Known, sentence
from tests.collateral.handouts.conftest import card_of
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.revoked import revoke
from tests.signed import sign


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
