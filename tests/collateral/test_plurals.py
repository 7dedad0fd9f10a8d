"""Each sentence that counts, of one and of several; one of them is a test elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.formats import say_day_short_year
from practice.models import User
from releases.models import Release
from tests.booked import book, typed
from tests.cast import contact_of
from tests.clock import DAY, afternoon
from tests.releases.history.happenings import words
from tests.revoked import revoked_form
from tests.room import sign_in_room
from tests.signed import draft_for, sign

THURSDAY, FRIDAY = afternoon(8), afternoon(9)


@pytest.fixture
def leo(jordan: Client) -> Contact:
    """Jordan's brother."""
    return contact_of(jordan, "Leo Reyes", "brother")


def told(response: object) -> str:
    return words(response.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("uncovered", "said"), [(1, "One is missing:"), (2, "Two are missing:")]
)
def test_how_many_releases_are_missing(
    uncovered: int,
    said: str,
    adas: Browser,
    jordan: Client,
    ben: Contact,
    maria: Contact,
) -> None:
    people = [ben, maria][:uncovered]
    page = adas.post(f"/clients/{jordan.pk}/sessions/new/", typed(people, FRIDAY))
    assert said in told(page)


def test_how_many_sessions_go_on_hold(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    release = sign(ben)
    book(jordan, [ben], THURSDAY)
    book(jordan, [ben], FRIDAY)
    here = f"/releases/{release.pk}/revocation/"
    assert "Two sessions will go on hold" in told(adas.get(here))
    page = adas.post(here, revoked_form(release), follow=True)
    assert (
        "The release for Ben Hart is revoked. Two sessions are on hold until you decide."
    ) in told(page)


def test_how_many_leave(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact, leo: Contact
) -> None:
    for each in (ben, maria, leo):
        sign(each)
    session = book(jordan, [ben, maria, leo], FRIDAY)
    sends = {"shown": [ben.pk, maria.pk, leo.pk], "contacts": [ben.pk]}
    page = adas.post(f"/sessions/{session.pk}/reopening/", sends, follow=True)
    assert "Booked without Leo Reyes and Maria Reyes: " in told(page)


def test_how_many_sit_elsewhere(
    adas: Browser, cleo: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    book(jordan, [ben, maria], FRIDAY, clinician=cleo, format="collateral")
    here = f"/clients/{jordan.pk}/sessions/new/"
    page = adas.post(here, typed([ben, maria], FRIDAY, format="collateral"))
    assert "Ben Hart and Maria Reyes are in another session then." in told(page)


@pytest.mark.usefixtures("unprinted")
def test_how_many_releases_are_replaced(adas: Browser, ben: Contact) -> None:
    now = timezone.now()
    signed = [now - 9 * DAY, now - 5 * DAY]
    sign(ben, ends=now + 20 * DAY, signed_at=signed[0])
    sign(ben, now + 20 * DAY, now + 40 * DAY, signed_at=signed[1])
    draft = draft_for(ben, ben.client.clinician)
    here = f"/drafts/{draft.pk}/signature/"
    sends = {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
    }
    page = adas.get(sign_in_room(adas, here, sends).url)
    first, second = map(say_day_short_year, signed)
    assert f"It replaces the releases of {first} and {second}." in told(page)
    assert Release.objects.count() == 3
