"""Of a session about what is revoked, whoever revokes decides: held, or without it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.ending.late import revoked_before, took_place_on
from collateral.models import Session, SessionTopic
from collateral.models.topic import topics_for
from practice.models import User
from releases.models import Release
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.collateral.ending.leaning import LATER, SOON, kinds, statuses
from tests.revoked import revoke_part, revoked_form
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def bens(ben: Contact) -> Release:
    return sign(ben, topics=["sleep", "diagnosis"])


def about(client: Client, *who: Contact, topics: list[str], **when: Any) -> Session:
    session = book(client, who, when.pop("starts", SOON), **when)
    topics_for(session.participants.all(), topics)
    return session


def sent(browser: Browser, release: Release, **said: Any) -> Any:
    page = f"/releases/{release.pk}/revocation/"
    typed = {"scope": "part", "part": ["diagnosis"], **said}
    return browser.post(page, revoked_form(release, **typed))


def heard() -> set[str]:
    return set(SessionTopic.objects.values_list("topic", flat=True))


def test_each_session_that_is_about_something_is_asked_about(
    adas: Browser, jordan: Client, ben: Contact, bens: Release
) -> None:
    session = about(jordan, ben, topics=["diagnosis", "sleep"])
    other = book(jordan, [ben], LATER)
    response = adas.get(f"/releases/{bens.pk}/revocation/")
    page = response.content.decode()
    assert f'name="session_{session.pk}" value="hold"' in page.replace("\n", " ")
    assert f"session_{other.pk}" not in page
    said = "about sleep, daily routine and health habits; diagnosis"
    assert said in errors_in(response)


def test_the_front_desk_decides_and_is_not_told_what_it_is_about(
    client: Browser, finn: User, jordan: Client, ben: Contact, bens: Release
) -> None:
    session = about(jordan, ben, topics=["diagnosis"])
    client.force_login(finn)
    page = errors_in(client.get(f"/releases/{bens.pk}/revocation/"))
    assert "if it is about what is revoked" in page
    assert "about diagnosis" not in page
    sent(client, bens, **{f"session_{session.pk}": "lose"})
    assert statuses() == ["scheduled"]


def test_case_19_a_session_loses_the_topic_and_goes_on(
    adas: Browser, jordan: Client, ben: Contact, bens: Release
) -> None:
    session = about(jordan, ben, topics=["diagnosis", "sleep"])
    response = sent(adas, bens, **{f"session_{session.pk}": "lose"})
    assert response.status_code == 302
    assert statuses() == ["scheduled"]
    assert heard() == {"sleep"}
    assert kinds() == ["topics_changed", "revoked_in_part"]


@pytest.mark.parametrize("said", [{}, {"hold": True}], ids=["nothing", "hold"])
def test_case_19_or_it_is_held_and_keeps_it(
    adas: Browser, jordan: Client, ben: Contact, bens: Release, said: dict[str, bool]
) -> None:
    session = about(jordan, ben, topics=["diagnosis", "sleep"])
    sent(adas, bens, **{f"session_{session.pk}": "hold"} if said else {})
    assert statuses() == ["held"]
    assert heard() == {"diagnosis", "sleep"}
    assert kinds() == ["held", "revoked_in_part"]


def test_a_session_about_something_else_stays_as_it_is(
    adas: Browser, jordan: Client, ben: Contact, bens: Release
) -> None:
    about(jordan, ben, topics=["sleep"])
    sent(adas, bens)
    assert statuses() == ["scheduled"]
    assert heard() == {"sleep"}


def test_nobody_in_the_session_hears_of_it_then(
    ada: User, jordan: Client, ben: Contact, maria: Contact, bens: Release
) -> None:
    """Where Ben sits, Maria does not hear of it either."""
    sign(maria, topics=["diagnosis"])
    session = about(jordan, ben, maria, topics=["diagnosis"])
    revoke_part(bens, ["diagnosis"], ada, losing=[session.pk])
    assert statuses() == ["scheduled"]
    assert heard() == set()


def test_where_the_way_of_joining_is_revoked_too_it_is_held(
    ada: User, jordan: Client, ben: Contact, bens: Release
) -> None:
    session = about(jordan, ben, topics=["diagnosis"])
    revoke_part(bens, ["diagnosis", "joint"], ada, losing=[session.pk])
    assert statuses() == ["held"]
    assert heard() == {"diagnosis"}


def test_what_took_place_before_it_was_recorded_is_flagged(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    release = sign(ben, now - 9 * DAY, topics=["sleep", "diagnosis"])
    past = {"booked_at": now - 4 * DAY}
    spoken, other = [
        book(jordan, [ben], now - hours * HOUR, **past) for hours in (3, 5)
    ]
    for session, topic in ((spoken, "diagnosis"), (other, "sleep")):
        topics_for(session.participants.all(), [topic])
    revoke_part(release, ["diagnosis"], ada, received_at=now - DAY)
    assert list(took_place_on(release)) == [spoken]
    assert [len(revoked_before(each)) for each in (spoken, other)] == [1, 0]
