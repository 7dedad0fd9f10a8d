"""A clinician sees another's client in an emergency: for a reason, a while, and known."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.emergency.forms import NOBODY, SEVERAL
from clients.models import Client, ConsentEvent, Contact, EmergencyAccess, EventKind
from collateral.models import Session
from practice.models import Look, User
from releases.models import Release
from tests.booked import book
from tests.cast import client_of
from tests.clock import DAY, HOUR, MINUTE, afternoon
from tests.emergencies import seen_by
from tests.needing import needs_of
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import read
from tests.signed import sign

EMERGENCY = "/clients/emergency/"
WHY = "In hospital, asks for help"


@pytest.fixture
def cleos(cleo: User) -> Browser:
    """A browser in which Cleo is signed in."""
    return browser_of(cleo)


def typed(client: Client, **other: Any) -> dict[str, Any]:
    """What a browser sends who asks to see ``client``."""
    return {
        "reason": WHY,
        "name": client.legal_name,
        "born": client.date_of_birth.isoformat(),
        "lasts": "1",
        **other,
    }


def test_for_a_reason_another_clinician_sees_the_client(
    cleos: Browser, cleo: User, jordan: Client
) -> None:
    page = f"/clients/{jordan.pk}/"
    assert cleos.get(page).status_code == 404
    assert cleos.post(EMERGENCY, typed(jordan)).url == page
    shown = cleos.get(page)
    assert shown.status_code == 200
    assert "Seen in an emergency" in shown.content.decode()
    for what in ("goals", "wishes", "observations"):
        assert f"{page}{what}/" in shown.content.decode()
        assert cleos.get(f"{page}{what}/").status_code == 200
    access = EmergencyAccess.objects.get()
    assert (access.client, access.clinician) == (jordan, cleo)
    assert access.ends_at - access.asked_at == HOUR


@pytest.mark.usefixtures("unprinted")
def test_whoever_treats_them_is_not_told_that_it_is_an_emergency(
    adas: Browser, cleo: User, jordan: Client
) -> None:
    seen_by(cleo, jordan)
    page = adas.get(f"/clients/{jordan.pk}/").content.decode()
    assert "Seen in an emergency" not in page


def test_all_of_theirs_is_seen_and_nobody_elses(
    cleo: User, jordan: Client, ben: Contact, teo: Client
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(3))
    seen_by(cleo, jordan)
    assert list(Client.objects.visible_to(cleo)) == [jordan]
    assert list(Contact.objects.visible_to(cleo)) == [ben]
    assert list(Session.objects.visible_to(cleo)) == [session]
    assert Release.objects.visible_to(cleo).count() == 1
    assert jordan.is_visible_to(cleo)
    assert not teo.is_visible_to(cleo)


def test_it_ends_by_itself(cleos: Browser, cleo: User, jordan: Client) -> None:
    seen_by(cleo, jordan, days=1, lasts=DAY - MINUTE)
    assert cleos.get(f"/clients/{jordan.pk}/").status_code == 404
    assert not jordan.is_visible_to(cleo)


def test_it_opens_to_whoever_asked_and_to_nobody_else(
    cleo: User, jordan: Client, kim: Client, ada: User
) -> None:
    seen_by(cleo, jordan)
    assert not kim.is_visible_to(ada)
    assert list(Client.objects.visible_to(ada)) == [jordan]


def test_the_history_tells_who_and_why(
    cleos: Browser, cleo: User, jordan: Client, nora: User
) -> None:
    cleos.post(EMERGENCY, typed(jordan))
    event = ConsentEvent.objects.get(kind=EventKind.EMERGENCY)
    assert (event.actor, event.client, event.reason) == (cleo, jordan, WHY)
    told = read(browser_of(nora))
    assert (
        "Cleo Marsh opened Jordan Reyes, who is not their client, in an emergency."
        in told
    )
    assert WHY in told


def test_the_admin_is_told_until_one_looked_into_it(
    cleos: Browser, jordan: Client, nora: User, ada: User
) -> None:
    cleos.post(EMERGENCY, typed(jordan))
    (need,) = needs_of(nora, "emergency")
    assert (need.client, need.said) == (jordan.pk, "Cleo Marsh")
    assert not needs_of(ada, "emergency")
    noras, path = browser_of(nora), f"/emergencies/{need.subject}/"
    page = noras.get(path).content.decode()
    assert WHY in page
    assert f"/looks/?client={jordan.pk}" in page
    assert noras.post(path).status_code == 302
    assert not needs_of(nora, "emergency")
    first = EmergencyAccess.objects.get()
    assert first.reviewed_by == nora
    noras.post(path)
    assert EmergencyAccess.objects.get().reviewed_at == first.reviewed_at
    assert "Nora Lind</bdi> looked into it" in noras.get(path).content.decode()


def test_each_look_meanwhile_is_recorded(
    cleos: Browser, cleo: User, jordan: Client
) -> None:
    cleos.post(EMERGENCY, typed(jordan))
    cleos.get(f"/clients/{jordan.pk}/")
    look = Look.objects.get()
    assert (look.user, look.client_id, look.outcome) == (cleo, jordan.pk, "seen")


# Nobody learns who there is


def refused(cleos: Browser, sent: dict[str, Any]) -> str:
    answer = cleos.post(EMERGENCY, sent)
    assert answer.status_code == 422
    assert not EmergencyAccess.objects.exists()
    return str(answer.content.decode())


@pytest.mark.parametrize("missing", ["reason", "name", "born", "lasts"])
def test_without_all_of_it_nobody_is_looked_for(
    missing: str, cleos: Browser, jordan: Client
) -> None:
    there = refused(cleos, typed(jordan, **{missing: ""}))
    assert "This field is required." in there
    assert NOBODY not in there
    assert SEVERAL not in there


@pytest.mark.parametrize(
    "other", [{"name": "Jordan"}, {"name": "Jordan Rey"}, {"born": "1990-05-03"}]
)
def test_only_the_whole_name_and_the_very_day_will_do(
    other: dict[str, str], cleos: Browser, jordan: Client
) -> None:
    html = refused(cleos, typed(jordan, **other))
    assert NOBODY in html
    assert WHY in html


@pytest.mark.parametrize("name", ["JORDAN  REYES", "jordan reyes", "Jo Reyes"])
def test_however_it_is_written_legal_or_chosen(
    name: str, cleos: Browser, jordan: Client
) -> None:
    jordan.chosen_name = "Jo Reyes"
    jordan.save()
    assert cleos.post(EMERGENCY, typed(jordan, name=name)).status_code == 302


def test_of_two_alike_neither_is_opened(
    cleos: Browser, ada: User, jordan: Client
) -> None:
    client_of(ada, "Jordan Reyes")
    assert SEVERAL in refused(cleos, typed(jordan))


def test_ones_own_client_is_opened_as_ever(cleos: Browser, kim: Client) -> None:
    assert cleos.post(EMERGENCY, typed(kim)).url == f"/clients/{kim.pk}/"
    assert not EmergencyAccess.objects.exists()


def test_asked_for_twice_it_was_asked_for_once(cleos: Browser, jordan: Client) -> None:
    cleos.post(EMERGENCY, typed(jordan))
    cleos.post(EMERGENCY, typed(jordan))
    assert EmergencyAccess.objects.count() == 1


def test_the_front_desk_is_not_asked(finn: User, nora: User, jordan: Client) -> None:
    for who in (finn, nora):
        assert browser_of(who).get(EMERGENCY).status_code == 404
        assert browser_of(who).post(EMERGENCY, typed(jordan)).status_code == 404
