"""A release that should never have counted: one person asks, and another agrees."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, ConsentEvent, Contact
from collateral.ending import voiding
from practice.models import User
from releases.models import Release, Voiding
from tests.booked import book
from tests.collateral.ending.leaning import SOON, kinds, statuses
from tests.refusals import refused_by
from tests.releases.history.happenings import read
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")
WHY = "Signed by his brother."
TWO = "Somebody else has to agree: nobody voids a release alone."


@pytest.fixture
def bens(ben: Contact) -> Release:
    return sign(ben)


def sent(browser: Browser, release: Release, **said: Any) -> Any:
    return browser.post(f"/releases/{release.pk}/voiding/", said)


def test_asking_ends_nothing(
    adas: Browser, jordan: Client, ben: Contact, bens: Release
) -> None:
    book(jordan, [ben], SOON)
    page = adas.get(f"/releases/{bens.pk}/voiding/").content.decode()
    assert "One session will go on hold" in page
    assert sent(adas, bens, reason=WHY).status_code == 302
    assert statuses() == ["scheduled"]
    bens.refresh_from_db()
    assert bens.voided_at is None
    assert kinds() == ["voiding_asked"]


def test_another_agrees_and_what_leaned_on_it_is_held_in_the_same_step(
    adas: Browser,
    client: Browser,
    finn: User,
    jordan: Client,
    ben: Contact,
    bens: Release,
) -> None:
    book(jordan, [ben], SOON)
    sent(adas, bens, reason=WHY)
    client.force_login(finn)
    page = errors_in(client.get(f"/releases/{bens.pk}/voiding/"))
    assert "Dr. Ada Okafor asked" in page
    assert WHY in page
    assert "One session will go on hold" in page
    response = client.post(f"/releases/{bens.pk}/voiding/", {"decision": "yes"})
    assert response.status_code == 302
    assert statuses() == ["held"]
    bens.refresh_from_db()
    assert bens.voided_at == Voiding.objects.get().decided_at
    assert kinds() == ["voiding_asked", "held", "voided"]


def test_the_release_and_the_history_say_who_asked_and_who_agreed(
    client: Browser, ada: User, finn: User, nora: User, bens: Release
) -> None:
    voiding.decide(voiding.ask(bens, WHY, ada), finn, agreed=True)
    client.force_login(ada)
    page = errors_in(client.get(f"/releases/{bens.pk}/"))
    assert "Dr. Ada Okafor asked, and Finn Doyle agreed." in page
    client.force_login(nora)
    told = read(client)
    assert "Dr. Ada Okafor asked that Ben Hart’s release be void" in told
    assert (
        "Finn Doyle voided Ben Hart’s release, as Dr. Ada Okafor had asked (Jordan "
        f"Reyes). Reason: {WHY}"
    ) in told


def test_whoever_asked_does_not_agree(adas: Browser, bens: Release) -> None:
    sent(adas, bens, reason=WHY)
    response = sent(adas, bens, decision="yes")
    assert response.status_code == 422
    assert TWO in errors_in(response)
    bens.refresh_from_db()
    assert bens.voided_at is None
    assert kinds() == ["voiding_asked"]


def test_the_act_is_refused_to_whoever_asked(ada: User, bens: Release) -> None:
    asked = voiding.ask(bens, WHY, ada)
    with refused_by("voiding_takes_two"):
        voiding.decide(asked, ada, agreed=True)


def test_what_was_asked_is_taken_back_and_can_be_asked_again(
    adas: Browser, client: Browser, nora: User, bens: Release
) -> None:
    sent(adas, bens, reason=WHY)
    assert "Take it back" in errors_in(adas.get(f"/releases/{bens.pk}/voiding/"))
    assert sent(adas, bens, decision="no").status_code == 302
    assert sent(adas, bens, reason=WHY).status_code == 302
    assert kinds() == ["voiding_asked", "voiding_declined", "voiding_asked"]
    client.force_login(nora)
    assert "left Ben Hart’s release as it is: it is not void" in read(client)


def test_a_reason_is_asked_for(adas: Browser, bens: Release) -> None:
    response = sent(adas, bens, reason=" ")
    assert response.status_code == 422
    assert not Voiding.objects.exists()


def test_what_has_ended_is_not_voided(adas: Browser, ada: User, bens: Release) -> None:
    voiding.decide(voiding.ask(bens, WHY, ada), _other(), agreed=True)
    response = adas.get(f"/releases/{bens.pk}/voiding/", follow=True)
    assert "The release for Ben Hart has ended." in errors_in(response)


def test_agreed_twice_is_agreed_once(ada: User, bens: Release) -> None:
    asked, other = voiding.ask(bens, WHY, ada), _other()
    voiding.decide(asked, other, agreed=True)
    assert voiding.decide(asked, other, agreed=True) == []
    assert ConsentEvent.objects.filter(kind="voided").count() == 1


def test_a_stranger_is_not_told_of_it(
    client: Browser, cleo: User, bens: Release
) -> None:
    client.force_login(cleo)
    assert sent(client, bens, reason=WHY).status_code == 404


def _other() -> User:
    return User.objects.create(
        username="ida", name="Ida Lind", role="front_desk", password="!"
    )
