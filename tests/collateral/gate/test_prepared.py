"""A prepared release is offered for signing where that would cure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral import gate
from collateral.gate.remedies import releases_for
from practice.models import User
from practice.spans import span
from tests.booked import typed
from tests.cast import client_of, contact_of
from tests.clock import DAY, HOUR, afternoon
from tests.said import errors_in
from tests.signed import draft_for, sign

TODAY = timezone.localdate()
THERE = afternoon(30)


def refused(adas: Browser, contact: Contact) -> Any:
    page = adas.post(
        f"/clients/{contact.client_id}/sessions/new/", typed([contact], THERE)
    )
    assert page.status_code == 409
    return page


def first_remedy(page: Any) -> tuple[str, str]:
    remedy = page.context["lines"][0][1][0]
    return remedy.label, remedy.url


def beside(adas: Browser, contact: Contact) -> str:
    """Where the button beside the form leads for the same."""
    sent = typed([contact], THERE, release=str(contact.pk))
    url: str = adas.post(f"/clients/{contact.client_id}/coverage/", sent).url
    return url


@pytest.mark.parametrize(
    ("days", "cures"),
    [
        pytest.param(30, True, id="through the day of the session"),
        pytest.param(29, False, id="through the day before"),
    ],
)
def test_one_that_ends_too_soon_has_its_dates_changed_first(
    adas: Browser, ada: User, ben: Contact, days: int, cures: bool
) -> None:
    draft = draft_for(ben, ada, expires_on=TODAY + timedelta(days=days))
    page = refused(adas, ben)
    sign_it = ("Get the release for Ben Hart signed", f"/drafts/{draft.pk}/signature/")
    change_it = (
        "Change the dates of the release for Ben Hart",
        f"/drafts/{draft.pk}/edit/",
    )
    assert first_remedy(page) == (sign_it if cures else change_it)
    assert beside(adas, ben) == first_remedy(page)[1]
    assert ("before the session does." in errors_in(page)) is not cures


@pytest.mark.parametrize(("days", "cures"), [(0, True), (1, False)])
def test_one_that_starts_after_booking_has_its_dates_changed_first(
    adas: Browser, ada: User, ben: Contact, days: int, cures: bool
) -> None:
    draft_for(ben, ada, effective_on=TODAY + days * DAY)
    page = refused(adas, ben)
    assert ("signed" in first_remedy(page)[0]) is cures
    assert ("too late for this." in errors_in(page)) is not cures


def test_a_renewal_may_start_where_cover_ends(
    adas: Browser, ada: User, ben: Contact
) -> None:
    sign(ben, ends=afternoon(10) + 9 * HOUR)
    draft_for(ben, ada, effective_on=TODAY + 10 * DAY)
    assert first_remedy(refused(adas, ben))[0] == "Get the release for Ben Hart signed"


def test_of_two_that_one_is_offered_which_cures(
    adas: Browser, ada: User, ben: Contact
) -> None:
    cures = draft_for(ben, ada)
    draft_for(ben, ada, expires_on=TODAY + 9 * DAY)
    assert first_remedy(refused(adas, ben))[1] == f"/drafts/{cures.pk}/signature/"


def test_one_that_lets_another_clinician_tell_is_changed_in_that(
    adas: Browser, ada: User, cleo: User
) -> None:
    client = client_of(cleo, "Kim Park")
    lee = contact_of(client, "Lee Park", "brother")
    draft_for(lee, cleo, disclosers=[cleo.pk])
    asked = gate.Proposal(
        client, (lee,), ada, span(THERE, THERE + HOUR), None, "joint", "video"
    )
    ((line, _),) = releases_for(asked, ada)
    assert line.sentence == "A release is prepared that lets only Cleo Marsh tell."
    ((_, (remedy,)),) = releases_for(asked, cleo)
    assert remedy.label == "Change who may share in the release for Lee Park"
