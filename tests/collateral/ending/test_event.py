"""An event that ends releases is recorded once for all that name it, on one page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending, gate
from collateral.gate import Proposal
from practice.models import User
from practice.spans import span
from releases.models import Format, Place, Release
from tests.booked import book
from tests.clock import DAY, FIFTY
from tests.collateral.ending.leaning import LATER, SOON, kinds, statuses
from tests.refusals import refused_by, run
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")
OVER = "treatment here has ended"


@pytest.fixture
def bens(ben: Contact) -> Release:
    return sign(ben, expires_event=OVER)


@pytest.fixture
def marias(maria: Contact) -> Release:
    return sign(maria, expires_event=OVER.capitalize())


def page_of(release: Release) -> str:
    return f"/releases/{release.pk}/event/"


def sent(browser: Browser, *releases: Release, **said: Any) -> Any:
    ticked = [str(each.pk) for each in releases]
    typed = {"releases": ticked, "reason": "Discharged.", **said}
    return browser.post(page_of(releases[0]), typed)


def test_every_release_that_ends_by_an_event_is_listed_in_its_words(
    adas: Browser, jordan: Client, ben: Contact, bens: Release, marias: Release
) -> None:
    book(jordan, [ben], SOON)
    response = adas.get(page_of(bens))
    page = errors_in(response)
    assert "treatment here has ended (Ben Hart, signed" in page
    assert "Treatment here has ended (Maria Reyes, signed" in page
    assert response.content.decode().count(" checked") == 2
    assert "One session will go on hold" in page


def test_what_ends_by_something_else_is_listed_and_not_ticked(
    adas: Browser, bens: Release, maria: Contact
) -> None:
    sign(maria, expires_event="Maria moves out")
    response = adas.get(page_of(bens))
    assert "Maria moves out" in errors_in(response)
    assert response.content.decode().count(" checked") == 1


def test_what_ends_on_a_day_alone_is_not_listed(
    adas: Browser, bens: Release, maria: Contact
) -> None:
    sign(maria)
    assert "Maria" not in errors_in(adas.get(page_of(bens)))


def test_all_that_is_ticked_ends_and_what_leaned_on_it_is_held(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    maria: Contact,
    bens: Release,
    marias: Release,
) -> None:
    book(jordan, [ben], SOON)
    book(jordan, [maria], LATER)
    response = sent(adas, bens, marias)
    assert response.status_code == 302
    assert statuses() == ["held", "held"]
    assert kinds() == ["held", "held", "event_occurred", "event_occurred"]
    for each in (bens, marias):
        each.refresh_from_db()
        assert each.in_force.upper == each.event_occurred_at


def test_what_is_not_ticked_stays_in_force(
    adas: Browser, jordan: Client, maria: Contact, bens: Release, marias: Release
) -> None:
    book(jordan, [maria], SOON)
    sent(adas, bens)
    assert statuses() == ["scheduled"]
    marias.refresh_from_db()
    assert marias.event_occurred_at is None


def test_something_is_ticked_and_a_reason_given(adas: Browser, bens: Release) -> None:
    response = adas.post(page_of(bens), {"releases": [], "reason": ""})
    assert response.status_code == 422
    assert "Tick at least one release." in errors_in(response)
    bens.refresh_from_db()
    assert bens.event_occurred_at is None


def test_another_clients_release_is_not_ended(
    adas: Browser, bens: Release, lee: Contact
) -> None:
    lees = sign(lee, expires_event=OVER)
    response = adas.post(
        page_of(bens), {"releases": [str(lees.pk)], "reason": "Discharged."}
    )
    assert response.status_code == 422
    lees.refresh_from_db()
    assert lees.event_occurred_at is None


def test_case_25_what_ended_by_its_event_yesterday_books_nothing(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    sign(ben, now - 9 * DAY, expires_event=OVER, event_occurred_at=now - DAY)
    proposal = Proposal(
        client=jordan,
        contacts=(ben,),
        clinician=ada,
        during=span(SOON, SOON + FIFTY),
        room=None,
        place=Place.VIDEO,
        format=Format.JOINT,
    )
    (gap,) = gate.ask(proposal).gaps
    assert gap.code == "EVENT_OCCURRED"
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], SOON)


@pytest.mark.parametrize("when", ["- interval '1 day'", "+ interval '1 day'"])
def test_raw_sql_dates_no_event_back_or_ahead(bens: Release, when: str) -> None:
    name = "release_ends_forward" if "-" in when else "release_ends_as_it_happens"
    with refused_by(name):
        run(f"UPDATE releases_release SET event_occurred_at = clock_timestamp() {when}")
    assert run("UPDATE releases_release SET event_occurred_at = clock_timestamp()") == 1


def test_ended_twice_is_ended_once(ada: User, bens: Release) -> None:
    ending.end_by_event([bens], "Discharged.", ada)
    assert ending.end_by_event([bens], "Again.", ada) == []
    assert kinds() == ["event_occurred"]
