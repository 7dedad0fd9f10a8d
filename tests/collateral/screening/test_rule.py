"""What a screening says, the gate and the database ask alike."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral import gate
from collateral.models import SharedSessionPlan
from collateral.models.screening import GOOD_FOR
from practice.spans import span
from tests.booked import book, typed
from tests.clock import FIFTY, TICK, afternoon
from tests.planned import approve, goal_of, write_out
from tests.refusals import refusal_of, refused_by, run
from tests.screened import incident_with, screen
from tests.signed import sign
from tests.wished import stop_with, wish_for

STALE, UNSAFE = "SCREENING_STALE", "UNSAFE"


def code(contact: Contact, starts: Any, *, from_wish: bool = False) -> str:
    """The gate's answer; the database gives the same."""
    during = span(starts, starts + FIFTY)
    by = contact.client.clinician
    asked = gate.Proposal(
        contact.client,
        (contact,),
        by,
        during,
        None,
        "joint",
        "video",
        from_wish=from_wish,
    )
    (line,) = gate.ask(asked).lines

    def act() -> None:
        status = "held" if from_wish else "scheduled"
        session = book(contact.client, [contact], starts, status=status)
        if from_wish:
            wish = wish_for(contact)
            SharedSessionPlan.objects.filter(session=session).update(wish=wish)
            approve(write_out(session, goals=[goal_of(contact.client).pk]))
            run("UPDATE collateral_session SET status = 'scheduled'")

    with transaction.atomic():
        refused = refusal_of(act)
        transaction.set_rollback(True)
    assert bool(refused) is not line.covered, (refused, line.sentence)
    if refused:
        assert line.plain == "Not ready: ask the clinician."
    return line.code.value


def test_whoever_was_never_asked_about_joins_as_before(ben: Contact) -> None:
    sign(ben)
    assert code(ben, afternoon()) == "COVERED"


def test_but_not_by_a_plan_that_began_with_a_wish(ben: Contact) -> None:
    sign(ben)
    assert code(ben, afternoon(), from_wish=True) == "PLAN_NOT_READY"
    screen(ben)
    assert code(ben, afternoon(), from_wish=True) == "COVERED"


@pytest.mark.parametrize("outcome", ["defer", "do_not"])
def test_the_newest_screening_counts(ben: Contact, outcome: str) -> None:
    sign(ben)
    screen(ben, outcome=outcome)
    assert code(ben, afternoon()) == UNSAFE
    screen(ben, resolution="We spoke.")
    assert code(ben, afternoon()) == "COVERED"
    screen(ben, outcome=outcome)
    assert code(ben, afternoon()) == UNSAFE


def test_it_is_good_for_sessions_that_begin_within_90_days(ben: Contact) -> None:
    asked_at = screen(ben).asked_at
    sign(ben, ends=afternoon(300))
    assert code(ben, asked_at + GOOD_FOR - TICK) == "COVERED"
    assert code(ben, asked_at + GOOD_FOR) == STALE


def test_what_happened_since_makes_it_stale(ben: Contact, maria: Contact) -> None:
    sign(ben)
    sign(maria)
    screen(ben)
    incident_with(maria)
    assert code(ben, afternoon()) == "COVERED"
    incident_with(ben)
    assert code(ben, afternoon()) == STALE
    screen(ben, asked_at=timezone.now() + timedelta(seconds=1))
    assert code(ben, afternoon()) == "COVERED"


def test_what_happened_with_whoever_was_never_asked_about_stops_it_too(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    held = book(ben.client, [ben], afternoon(3))
    path = reverse("incident_new", args=[ben.pk])
    assert adas.post(path, {"what": "A threat on the phone."}).status_code == 302
    assert code(ben, afternoon(9)) == STALE
    again = reverse("session_reopening", args=[held.pk])
    everyone = {"contacts": [str(ben.pk)], "shown": [str(ben.pk)]}
    answer = adas.post(again, everyone)
    assert answer.status_code == 409
    assert "ask about Ben Hart alone first" in answer.content.decode()
    with refused_by("participant_is_screened"):
        run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", held.pk)
    screen(ben, asked_at=timezone.now() + timedelta(seconds=1))
    assert code(ben, afternoon(9)) == "COVERED"
    assert adas.post(again, everyone).status_code == 302


def test_all_reasons_are_said_at_once(ben: Contact) -> None:
    screen(ben, outcome="defer")
    stop_with(ben)
    during = span(afternoon(), afternoon() + FIFTY)
    by = ben.client.clinician
    asked = gate.Proposal(ben.client, (ben,), by, during, None, "joint", "video")
    (line,) = gate.ask(asked).lines
    assert {c.value for c in line.codes} == {"NO_ROI", "STOPPED", UNSAFE}


def test_a_booking_from_a_wish_waits_for_the_screening(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), wish=str(wish_for(ben).pk))
    path = reverse("booking", args=[ben.client_id])
    answer = adas.post(path, sent)
    assert answer.status_code == 409
    assert "has not been asked alone yet about Ben Hart" in answer.content.decode()
    screen(ben)
    assert adas.post(path, sent).status_code == 302


# What the database keeps, whatever the path


def test_nobody_is_seated_whom_a_screening_stops(jordan: Client, ben: Contact) -> None:
    sign(ben)
    held = book(jordan, [ben], afternoon(3), status="held")
    screen(ben, outcome="do_not")
    with refused_by("participant_is_screened"):
        run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", held.pk)
    with refused_by("participant_is_screened"):
        book(jordan, [ben], afternoon(5))
    screen(ben, resolution="We spoke.")
    run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", held.pk)
    with refused_by("participant_is_screened"):
        screen(ben, outcome="do_not")
    with refused_by("participant_is_screened"):
        incident_with(ben)


def test_a_plan_from_a_wish_seats_nobody_who_was_not_asked_about(
    jordan: Client, ben: Contact, maria: Contact
) -> None:
    for contact in (ben, maria):
        sign(contact)
    screen(ben)
    wish = wish_for(ben)
    session, other = (
        book(jordan, [ben], afternoon(3)),
        book(jordan, [maria], afternoon(4)),
    )
    for each in (session, other):
        approve(write_out(each, goals=[goal_of(jordan).pk]))
    SharedSessionPlan.objects.filter(session=session).update(wish=wish)
    with refused_by("participant_plan_is_ready"):
        run(
            "UPDATE collateral_participant SET contact_id = %s WHERE session_id = %s",
            maria.pk,
            session.pk,
        )
    with refused_by("participant_plan_is_ready"):
        SharedSessionPlan.objects.filter(session=other).update(wish=wish_for(maria))
