"""Ending someone's authority ends what they signed by it, and holds what leaned on it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Authority, Client, ConsentEvent, Contact
from collateral import ending
from collateral.models import Session
from practice.models import User
from releases.models import Release, Signature
from tests.booked import book
from tests.cast import authority_of, contact_of
from tests.clock import afternoon
from tests.collateral.ending.leaning import closing, ended, statuses
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.said import errors_in
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def letters(teo: Client, ada: User, finn: User) -> Authority:
    """Luis Ortega decides for Teo by letters of guardianship."""
    return authority_of(teo, finn, "Luis Ortega", "letters", verified_by=ada)


@pytest.fixture
def signed(letters: Authority, ada: User, teo: Client) -> Release:
    """For Teo's aunt, by Luis; a session with her is booked."""
    ines = contact_of(teo, "Ines Vance", "aunt")
    release, _ = ending.sign(
        draft_for(ines, ada),
        Signature(
            signer="Luis Ortega",
            capacity="parent",
            authority=letters.of_what,
            rests_on=letters,
            mark="typed",
            typed_name="Luis Ortega",
        ),
        ada,
    )
    assert release
    book(teo, [ines], afternoon(3))
    return release


def test_what_was_signed_by_it_ends_and_sessions_are_held(
    adas: Browser, letters: Authority, signed: Release
) -> None:
    page = errors_in(adas.get(closing(letters)))
    assert "The release for Ines Vance , which Luis Ortega signed" in page
    assert "One session will go on hold" in page
    said = errors_in(ended(adas, letters))
    assert "Luis Ortega’s authority to sign for Teo Vance has ended." in said
    assert "One session is on hold until you decide." in said
    signed.refresh_from_db()
    letters.refresh_from_db()
    assert signed.authority_ended_because == "papers"
    assert signed.in_force.upper == letters.ended_at
    assert statuses() == ["held"]
    kinds = list(ConsentEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["held", "authority_ended", "authority_closed"]
    assert adas.get(closing(letters)).status_code == 404


def test_it_asks_why(adas: Browser, letters: Authority, signed: Release) -> None:
    page = adas.post(closing(letters), {"reason": " "})
    assert page.status_code == 422
    assert statuses() == ["scheduled"]


def test_whoever_forgets_what_was_signed_is_refused(
    letters: Authority, signed: Release, ada: User
) -> None:
    """By raw SQL; the nearest case that passes is a paper by which nothing was signed."""
    end = (
        "UPDATE clients_authority SET ended_at = clock_timestamp(), "
        "ended_by_id = %s, ended_reason = 'x' WHERE id = %s"
    )
    with refused_by("release_within_its_signers_papers"):
        run(end, ada.pk, letters.pk)
    other = authority_of(letters.client, ada, "Rosa Vance")
    assert run(end, ada.pk, other.pk) == 1


def test_who_signed_by_other_papers_is_left_alone(
    adas: Browser, letters: Authority, signed: Release, ada: User, finn: User
) -> None:
    agency = authority_of(letters.client, ada, "Kim Park", "agency", verified_by=finn)
    page = errors_in(adas.get(closing(agency)))
    assert "Nothing that is in force was signed by these papers." in page
    ended(adas, agency)
    assert Authority.objects.holding_on(timezone.localdate()).get() == letters
    assert Session.objects.get().status == "scheduled"


def test_it_is_the_offices_and_of_ones_own_clients(
    letters: Authority, cleo: User, nora: User
) -> None:
    for stranger in (cleo, nora):
        assert browser_of(stranger).get(closing(letters)).status_code == 404


def test_what_a_client_of_age_signed_stays(
    adas: Browser, jordan: Client, ben: Contact, ada: User, finn: User
) -> None:
    sign(ben)
    agent = authority_of(jordan, ada, "Kim Park", "agent", verified_by=finn)
    ended(adas, agent)
    assert Release.objects.get().authority_ended_at is None


def test_what_came_since_is_shown_first(
    adas: Browser, letters: Authority, signed: Release
) -> None:
    seen = adas.get(closing(letters)).context["seen"]
    book(letters.client, [signed.contact], afternoon(4))
    page = adas.post(closing(letters), {"reason": "taken back", "seen": seen})
    assert page.status_code == 422
    said = errors_in(page)
    assert "What ends with it is other than this page showed." in said
    assert "Two sessions will go on hold" in said
    assert statuses() == ["scheduled", "scheduled"]
