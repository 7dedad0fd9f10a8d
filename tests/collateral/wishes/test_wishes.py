"""It starts with a wish: written down as it was said, it becomes a plan or is closed."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import Initiator, Session, SharedSessionPlan, Wish
from practice.models import User
from tests.booked import typed
from tests.clock import DAY, MINUTE, afternoon
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for

SAID = "I want Ben to hear how the nights are."


def said_by(contact: Contact, **changed: str) -> dict[str, str]:
    return {
        "initiator": "client",
        "contact": str(contact.pk),
        "words": SAID,
        "asked_on": timezone.localdate().isoformat(),
        **changed,
    }


def page(browser: Browser, contact: Contact) -> str:
    path = reverse("wishes", args=[contact.client_id])
    return browser.get(path).content.decode()


def test_a_wish_is_written_down_in_the_words_used(adas: Browser, ben: Contact) -> None:
    path = reverse("wish_new", args=[ben.client_id])
    assert adas.post(path, said_by(ben, initiator="parent")).status_code == 302
    wish = Wish.objects.get()
    assert (wish.words, wish.initiator) == (SAID, Initiator.PARENT)
    shown = page(adas, ben)
    assert SAID in shown
    assert "Open" in shown
    event = ConsentEvent.objects.get(kind="wish_added")
    assert event.contact == ben
    assert SAID not in event.body


def test_nothing_is_said_ahead(adas: Browser, ben: Contact) -> None:
    path = reverse("wish_new", args=[ben.client_id])
    ahead = (timezone.localdate() + DAY).isoformat()
    answer = adas.post(path, said_by(ben, asked_on=ahead))
    assert answer.status_code == 422
    assert "said today or before" in answer.content.decode()
    assert SAID in answer.content.decode()
    assert not Wish.objects.exists()


def test_it_becomes_a_plan(adas: Browser, ben: Contact) -> None:
    sign(ben)
    screen(ben)
    wish = wish_for(ben, words=SAID)
    path = reverse("booking", args=[ben.client_id])
    asked = f"{path}?wish={wish.pk}&contacts={ben.pk}"
    assert asked.replace("&", "&amp;") in page(adas, ben)
    assert SAID in adas.get(asked).content.decode()
    sent = typed([ben], afternoon(), wish=str(wish.pk))
    assert adas.post(path, sent).status_code == 302
    assert SharedSessionPlan.objects.get().wish == wish
    assert "Planned" in page(adas, ben)
    session = adas.get(reverse("session", args=[Session.objects.get().pk]))
    assert SAID in session.content.decode()
    # Of what became a plan, nothing is declined.
    closing = reverse("wish_closing", args=[wish.pk])
    assert adas.get(closing).status_code == 404


def test_a_session_needs_no_wish(adas: Browser, ben: Contact) -> None:
    sign(ben)
    path = reverse("booking", args=[ben.client_id])
    assert adas.post(path, typed([ben], afternoon())).status_code == 302
    assert SharedSessionPlan.objects.get().wish is None


@pytest.mark.parametrize("how", ["declined", "withdrawn"])
def test_it_is_closed_once_and_plans_nothing_any_more(
    adas: Browser, ben: Contact, how: str
) -> None:
    sign(ben)
    wish = wish_for(ben)
    path = reverse("wish_closing", args=[wish.pk])
    why = "They would rather write a letter."
    sent = {"closed_as": how, "closed_why": why}
    assert adas.post(path, sent).status_code == 302
    shown = page(adas, ben)
    assert how.capitalize() in shown
    assert why in shown
    assert why not in ConsentEvent.objects.get(kind="wish_closed").body
    assert adas.post(path, sent).status_code == 404
    booking = reverse("booking", args=[ben.client_id])
    planned = adas.post(booking, typed([ben], afternoon(), wish=str(wish.pk)))
    assert planned.status_code == 422


def test_what_came_of_it_has_to_be_said(adas: Browser, ben: Contact) -> None:
    path = reverse("wish_closing", args=[wish_for(ben).pk])
    answer = adas.post(path, {"closed_why": "Because."})
    assert answer.status_code == 422
    assert "Choose what came of it." in answer.content.decode()


def test_only_the_clients_clinician_reads_it(
    adas: Browser, cleo: User, finn: User, nora: User, ben: Contact
) -> None:
    wish = wish_for(ben)
    paths = [
        reverse("wishes", args=[ben.client_id]),
        reverse("wish_new", args=[ben.client_id]),
        reverse("wish_closing", args=[wish.pk]),
    ]
    assert [adas.get(path).status_code for path in paths] == [200] * 3
    for who in (cleo, finn, nora):
        browser = browser_of(who)
        assert [browser.get(path).status_code for path in paths] == [404] * 3


def test_a_page_without_a_wish_says_how_it_begins(adas: Browser, ben: Contact) -> None:
    assert "considering inviting someone" in page(adas, ben)


# What the database keeps


@pytest.mark.parametrize("said", [{"initiator": "?"}, {"words": " "}])
def test_a_wish_says_whose_and_what(ben: Contact, said: dict[str, str]) -> None:
    wish = wish_for(ben)
    for field, value in said.items():
        setattr(wish, field, value)
    assert words_of("wish_says_whose_and_what", wish)
    with refused_by("wish_says_whose_and_what"):
        wish_for(ben, **said)


def test_a_wish_is_about_the_clients_own_contact(ben: Contact, lee: Contact) -> None:
    with refused_by("wish_contact_of_client"):
        wish_for(ben, contact=lee)


def test_a_wish_is_closed_by_someone_and_stays_as_it_was(ben: Contact) -> None:
    wish = wish_for(ben)
    with refused_by("wish_closed_by_someone"):
        run("UPDATE collateral_wish SET closed_as = 'declined'")
    with refused_by("wish_is_final"):
        run("UPDATE collateral_wish SET words = 'Other words.'")
    wish.closed_as, wish.closed_at = "declined", timezone.now()
    wish.closed_by = wish.recorded_by
    wish.save()
    with refused_by("wish_is_final"):
        run("UPDATE collateral_wish SET closed_as = 'withdrawn'")
    with refused_by("wish_is_final"):
        run("DELETE FROM collateral_wish")
    with refused_by("wish_is_final"):
        run("TRUNCATE collateral_wish CASCADE")


def test_a_wish_is_written_down_now(ben: Contact) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("wish_is_recorded_now"):
        wish_for(ben, recorded_at=timezone.now() - 2 * MINUTE)


def test_a_plan_is_from_an_open_wish_of_its_client(
    adas: Browser, ben: Contact, lee: Contact
) -> None:
    sign(ben)
    path = reverse("booking", args=[ben.client_id])
    adas.post(path, typed([ben], afternoon()))
    screen(ben)
    for wish in (wish_for(lee), closed(wish_for(ben))):
        with refused_by("plan_is_from_an_open_wish"):
            run("UPDATE collateral_sharedsessionplan SET wish_id = %s", wish.pk)
    run("UPDATE collateral_session SET status = 'held'")
    run("UPDATE collateral_sharedsessionplan SET wish_id = %s", wish_for(ben).pk)


def closed(wish: Wish) -> Wish:
    wish.closed_as, wish.closed_at = "withdrawn", timezone.now()
    wish.closed_by = wish.recorded_by
    wish.save()
    return wish
