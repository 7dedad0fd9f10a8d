"""The client stops: one step, no reason, and nobody else learns why."""

from __future__ import annotations

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from collateral.models import Session, Stop, Wish
from collateral.wishes.act import lift, stop
from practice.models import User
from tests.booked import book, typed
from tests.clock import MINUTE, afternoon
from tests.collateral.ending.leaning import statuses
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.signed import sign
from tests.wished import stop_with, wish_for

NOT_READY = "Not ready: ask the clinician."


def stops(browser: Browser, *contacts: Contact) -> int:
    path = reverse("client_stop", args=[contacts[0].client_id])
    sent = {"contacts": [str(contact.pk) for contact in contacts]}
    return browser.post(path, sent).status_code


def booked(browser: Browser, contact: Contact) -> str:
    path = reverse("booking", args=[contact.client_id])
    answer = browser.post(path, typed([contact], afternoon(9)))
    return f"{answer.status_code} {answer.content.decode()}"


def test_what_is_ahead_is_held_and_nothing_else(
    adas: Browser, ben: Contact, maria: Contact
) -> None:
    """Case 55 of the domain's: the release is as it was."""
    release = sign(ben)
    sign(maria)
    book(ben.client, [ben], afternoon(3))
    book(ben.client, [maria], afternoon(4))
    wish_for(ben), wish_for(maria)
    assert stops(adas, ben) == 302
    assert statuses() == ["held", "scheduled"]
    release.refresh_from_db()
    assert release.in_force.upper > afternoon(9)
    assert [w.closed_as for w in Wish.objects.order_by("pk")] == ["withdrawn", ""]
    kinds = ConsentEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert [*kinds][-3:] == ["held", "wish_closed", "stopped"]
    assert booked(adas, ben).startswith("409")
    assert booked(adas, maria).startswith("302")


def test_the_front_desk_may_hear_it_too(finn: User, ben: Contact) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    browser = browser_of(finn)
    page = browser.get(reverse("client_stop", args=[ben.client_id])).content.decode()
    assert "One session will go on hold" in page
    assert "it sends no message" in page
    assert stops(browser, ben) == 302
    assert statuses() == ["held"]


def test_whoever_has_a_seat_is_ticked(
    adas: Browser, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    page = adas.get(reverse("client_stop", args=[ben.client_id]))
    assert page.context["form"]["contacts"].value() == [ben.pk]
    answer = adas.post(reverse("client_stop", args=[ben.client_id]), {})
    assert answer.status_code == 422
    assert "Tick with whom" in answer.content.decode()


def test_the_clinician_reads_why_and_others_that_it_is_not_ready(
    adas: Browser, finn: User, nora: User, ben: Contact
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    stops(adas, ben)
    path = reverse("session", args=[Session.objects.get().pk])
    assert "want no session with Ben Hart for now" in adas.get(path).content.decode()
    for who in (finn, nora):
        page = browser_of(who).get(path).content.decode()
        assert NOT_READY in page
        assert "no session with" not in page
        assert "STOPPED" not in page


def test_the_history_says_of_a_refusal_that_it_was_not_ready(
    adas: Browser, nora: User, ben: Contact
) -> None:
    sign(ben)
    stops(adas, ben)
    assert "want no session with Ben Hart for now" in booked(adas, ben)
    assert ConsentEvent.objects.get(kind="refused").detail["code"] == "NOT_READY"
    page = browser_of(nora).get(reverse("history")).content.decode()
    assert "It was not ready." in page


def test_the_client_takes_it_back_to_the_clinician_alone(
    adas: Browser, finn: User, cleo: User, ben: Contact
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    stops(adas, ben)
    path = reverse("stop_lifting", args=[Stop.objects.get().pk])
    assert [browser_of(who).post(path).status_code for who in (finn, cleo)] == [404] * 2
    assert adas.post(path).status_code == 302
    assert statuses() == ["held"]
    assert booked(adas, ben).startswith("302")
    assert ConsentEvent.objects.get(kind="stop_lifted").contact == ben
    assert adas.post(path).status_code == 404


def test_who_is_stopped_already_is_stopped_once(ada: User, ben: Contact) -> None:
    for _ in range(2):
        stop(ben.client, [ben], ada)
    assert Stop.objects.count() == 1
    lift(Stop.objects.get(), ada)
    stop(ben.client, [ben], ada)
    assert Stop.objects.count() == 2


def test_the_gate_and_the_database_say_the_same(adas: Browser, ben: Contact) -> None:
    sign(ben)
    stop_with(ben)
    assert booked(adas, ben).startswith("409")
    with refused_by("participant_is_wanted"):
        book(ben.client, [ben], afternoon(9))
    Stop.objects.update(lifted_at=timezone.now(), lifted_by=ben.client.clinician)
    book(ben.client, [ben], afternoon(9))


# What the database keeps


def test_a_stop_leaves_nobody_seated(ben: Contact) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3), status="held")
    stop_with(ben)
    with refused_by("participant_is_wanted"):
        run("UPDATE collateral_session SET status = 'scheduled'")
    Stop.objects.update(lifted_at=timezone.now(), lifted_by=ben.client.clinician)
    run("UPDATE collateral_session SET status = 'scheduled'")
    with refused_by("participant_is_wanted"):
        stop_with(ben)


def test_a_stop_stands_once_for_a_contact_of_the_client(
    ben: Contact, lee: Contact
) -> None:
    first = stop_with(ben)
    assert words_of("stop_stands_once", Stop(client=ben.client, contact=ben))
    with refused_by("stop_stands_once"):
        stop_with(ben)
    with refused_by("stop_contact_of_client"):
        stop_with(ben, contact=lee)
    with refused_by("stop_lifted_by_someone"):
        run("UPDATE collateral_stop SET lifted_at = now()")
    with refused_by("stop_is_final"):
        run("UPDATE collateral_stop SET said_at = now() + interval '1 day'")
    lift(first, first.recorded_by)
    with refused_by("stop_is_final"):
        run("UPDATE collateral_stop SET lifted_at = NULL, lifted_by_id = NULL")
    with refused_by("stop_is_final"):
        run("DELETE FROM collateral_stop")
    with refused_by("stop_is_final"):
        run("TRUNCATE collateral_stop CASCADE")


def test_a_stop_is_recorded_as_it_is_said(ben: Contact) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("stop_is_recorded_now"):
        stop_with(ben, said_at=timezone.now() - 2 * MINUTE)
