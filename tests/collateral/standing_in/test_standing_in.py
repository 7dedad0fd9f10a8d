"""A colleague stands in: covers all of a clinician's clients from a day through a day."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, Cover, EventKind
from clients.people.acts import hand_over
from collateral.standing_in.act import stand_in
from practice.models import Role, User
from practice.people.acts import let_sign_in
from tests.booked import book, seat
from tests.cast import client_of, user
from tests.clock import DAY, afternoon
from tests.collateral.covering.test_covering import covered, typed
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.signed import sign


@pytest.fixture
def dan(db: None) -> User:
    """One more clinician."""
    return user("dan", "Dan Ito", Role.CLINICIAN)


def path_of(person: User) -> str:
    return f"/people/{person.pk}/cover/"


def named(person: User, colleague: User, first: int = 0, last: int = 6) -> list[Cover]:
    today = timezone.localdate()
    return stand_in(person, colleague, today + first * DAY, today + last * DAY, person)


def told(kind: EventKind) -> list[tuple[Client, User | None]]:
    events = ConsentEvent.objects.filter(kind=kind).select_related("client", "actor")
    return [(each.client, each.actor) for each in events.order_by("pk")]


def test_all_clients_are_covered_at_once_and_each_history_tells_it(
    adas: Browser, jordan: Client, teo: Client, ada: User, cleo: User
) -> None:
    html = adas.get(path_of(ada), typed(cleo)).content.decode()
    assert "Two clients whom nobody covers in these days" in html
    answer = adas.post(path_of(ada), typed(cleo), follow=True)
    assert "Cleo Marsh covers two clients of Dr. Ada Okafor." in answer.text
    assert "Cleo Marsh</bdi></b> covers two clients on all of these days" in answer.text
    assert set(Client.objects.visible_to(cleo)) == {jordan, teo}
    assert set(told(EventKind.COVERED)) == {(jordan, ada), (teo, ada)}


def test_neither_page_that_only_asks_sends_a_key_along(
    adas: Browser, jordan: Client, ada: User
) -> None:
    for path in (path_of(ada), f"/clients/{jordan.pk}/times/"):
        html = adas.get(path).content.decode().partition('method="get"')[2]
        assert 'name="first"' in html or 'name="date"' in html
        assert "form_key" not in html.partition("</form>")[0]


def test_whom_somebody_covers_in_those_days_is_left_and_named(
    adas: Browser, jordan: Client, teo: Client, ada: User, cleo: User, dan: User
) -> None:
    covered(jordan, dan, 6, 8)
    html = adas.get(path_of(ada), typed(cleo)).content.decode()
    assert "One client whom nobody covers" in html
    assert "Jordan" in html.split("Covered already")[1]
    assert [each.client for each in named(ada, cleo)] == [teo]
    (after,) = named(ada, cleo, 7, 7)
    assert after.client == teo, "Dan's days are Jordan's, whole"


def test_what_waits_in_those_days_is_listed(
    adas: Browser, jordan: Client, teo: Client, ben: Contact, ada: User, cleo: User
) -> None:
    sign(ben, discloser=ada.pk)
    within, later = book(jordan, [], afternoon(2)), book(jordan, [], afternoon(20))
    for each in (within, later):
        seat(each, ben, discloser=ada.pk)
    html = adas.get(path_of(ada), typed(cleo)).content.decode()
    assert "One of them has something that waits" in html
    assert "The release for <bdi>Ben Hart</bdi></a> lets only" in html
    assert f'href="/sessions/{within.pk}/"' in html
    assert f'href="/sessions/{later.pk}/"' not in html


def test_it_takes_as_many_questions_for_many_as_for_few(
    adas: Browser, jordan: Client, teo: Client, ada: User, cleo: User
) -> None:
    asked = []
    for first in (0, 10):
        with CaptureQueriesContext(connection) as page:
            adas.get(path_of(ada), typed(cleo, first, first + 1))
        with CaptureQueriesContext(connection) as act:
            named(ada, cleo, first, first + 1)
        asked.append((len(page), len(act)))
        for number in range(3):
            client_of(ada, f"Client {number}")
    assert asked[0] == asked[1]


def test_who_came_since_is_covered_once_it_is_said_again(
    adas: Browser, jordan: Client, teo: Client, ada: User, cleo: User
) -> None:
    Client.objects.filter(pk=teo.pk).update(discharged_on="2026-01-02")
    assert [each.client for each in named(ada, cleo)] == [jordan]
    answer = adas.post(path_of(ada), typed(cleo))
    assert answer.status_code == 422
    assert "Nobody is left to cover" in answer.text
    new = client_of(ada, "Nia Cole")
    assert new not in Client.objects.visible_to(cleo)
    adas.post(path_of(ada), typed(cleo))
    assert set(Client.objects.visible_to(cleo)) == {jordan, new}


def test_all_of_it_is_ended_early_and_nothing_else(
    adas: Browser, jordan: Client, teo: Client, ada: User, cleo: User, dan: User
) -> None:
    first, *_ = named(ada, cleo)
    later = named(ada, cleo, 20, 21)
    others = [covered(jordan, dan), covered(client_of(dan, "Kim Ode"), cleo)]
    for _ in range(2):
        adas.post(path_of(ada), {"ending": str(first.pk)})
    assert set(Cover.objects.standing()) == {*later, *others}
    assert set(told(EventKind.COVER_ENDED)) == {(jordan, ada), (teo, ada)}


def test_whoever_is_handed_over_is_covered_no_more(
    jordan: Client, teo: Client, ada: User, cleo: User, dan: User, nora: User
) -> None:
    hand_over(teo, dan, nora)
    assert [each.client for each in named(ada, cleo)] == [jordan]


# Refused


def test_for_all_or_for_none(
    adas: Browser, jordan: Client, teo: Client, ada: User, cleo: User, nora: User
) -> None:
    let_sign_in(cleo, nora, may=False)
    with refused_by("cover_by_a_colleague"):
        named(ada, cleo)
    assert not Cover.objects.exists()
    assert not told(EventKind.COVERED)
    answer = adas.post(path_of(ada), typed(cleo))
    assert "Select a valid choice" in answer.text


def test_nobody_but_an_admin_says_it_for_another(
    adas: Browser, jordan: Client, ada: User, cleo: User, nora: User
) -> None:
    (cover,) = named(ada, cleo)
    cleos = browser_of(cleo)
    assert cleos.get(path_of(ada)).status_code == 404
    assert cleos.post(path_of(cleo), {"ending": str(cover.pk)}).status_code == 404
    assert browser_of(nora).get(path_of(ada)).status_code == 200
