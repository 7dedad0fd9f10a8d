"""What began with a wish stands only while its client approves the plan as it is."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import PlanVersion, Session, SharedSessionPlan
from practice.models import User
from releases.models import FormKind
from tests.booked import book, typed
from tests.clock import DAY, MINUTE, afternoon
from tests.formed import form_signed
from tests.planned import (
    approval_of,
    approve,
    goal_of,
    plan_sent,
    shown_of,
    stand,
    write_out,
)
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for

pytestmark = pytest.mark.usefixtures("unprinted")


def page(browser: Browser, session: Session) -> str:
    return browser.get(reverse("session", args=[session.pk])).content.decode()


def test_a_booking_from_a_wish_is_on_hold_until_its_plan_is_approved(
    adas: Browser, finn: User, ben: Contact
) -> None:
    sign(ben)
    screen(ben)
    sent = typed([ben], afternoon(), wish=str(wish_for(ben).pk))
    adas.post(reverse("booking", args=[ben.client_id]), sent)
    session = Session.objects.get()
    assert session.status == "held"
    shown = page(adas, session)
    assert "Not ready" in shown
    assert "The plan is not written out yet." in shown
    desk = page(browser_of(finn), session)
    assert "Not ready: ask the clinician." in desk
    assert "plan" not in desk.split("<main")[1].lower()
    goal = goal_of(ben.client)
    kept = plan_sent(1, goals=[str(goal.pk)])
    adas.post(reverse("plan_edit", args=[session.pk]), kept)
    assert "has not approved the plan as it now is" in page(adas, session)
    again = reverse("session_reopening", args=[session.pk])
    everyone = {"contacts": [str(ben.pk)]}
    refused = adas.post(again, everyone)
    assert refused.status_code == 409
    approval = reverse("plan_approval", args=[session.pk])
    answer = adas.post(approval, {"number": "1", "who": "client", "how": "told"})
    assert answer["Location"] == again
    assert adas.post(again, everyone).status_code == 302
    session.refresh_from_db()
    assert session.status == "scheduled"
    assert "Ready" in page(adas, session)
    assert "Not ready" not in page(adas, session)
    kinds = list(ConsentEvent.objects.order_by("pk").values_list("kind", flat=True))
    for kind in ("booked", "held", "plan_saved", "plan_approved", "reopened"):
        assert kind in kinds
    refusal = ConsentEvent.objects.filter(kind="refused").get()
    assert refusal.detail["code"] == "NOT_READY"


def test_a_changed_plan_is_approved_anew(adas: Browser, session: Session) -> None:
    goal = goal_of(session.client)
    approve(write_out(session, goals=[goal.pk]))
    stand(session)
    edit = reverse("plan_edit", args=[session.pk])
    told = plan_sent(2, goals=[str(goal.pk)], approved="on", shown=shown_of(session))
    assert adas.post(edit, told).status_code == 302
    session.refresh_from_db()
    assert session.status == "scheduled"
    adas.post(edit, plan_sent(3, goals=[str(goal.pk)], topics="Other"))
    session.refresh_from_db()
    assert session.status == "held"
    assert "Not ready" in page(adas, session)


def test_what_has_begun_goes_on(adas: Browser, ben: Contact) -> None:
    now = timezone.now()
    sign(ben, starts=now - 3 * DAY)
    screen(ben, asked_at=now - 2 * DAY)
    at = now - 10 * MINUTE
    begun = book(ben.client, [ben], at, booked_at=now - DAY, status="held")
    SharedSessionPlan.objects.update(wish=wish_for(ben))
    goal = goal_of(ben.client)
    approve(write_out(begun, goals=[goal.pk]))
    stand(begun)
    edit = reverse("plan_edit", args=[begun.pk])
    assert adas.post(edit, plan_sent(2, goals=[str(goal.pk)])).status_code == 302
    begun.refresh_from_db()
    assert begun.status == "scheduled"
    assert "has not approved" not in page(adas, begun)
    form_signed(ben.client, FormKind.ACKNOWLEDGEMENT, ben)
    # Whoever is there is checked in; but nothing is booked anew by it.
    run("UPDATE collateral_session SET status = 'checked_in' WHERE id = %s", begun.pk)
    with refused_by("participant_plan_is_ready"):
        run("UPDATE collateral_session SET booked_at = now() WHERE id = %s", begun.pk)


def test_a_plan_of_no_wish_waits_for_nothing(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    assert "Scheduled" in page(adas, session)
    adas.post(reverse("plan_edit", args=[session.pk]), plan_sent())
    session.refresh_from_db()
    assert session.status == "scheduled"
    assert "Not ready" in page(adas, session)


@pytest.mark.parametrize("sent", [{}, {"who": "client"}, {"who": "?", "how": "told"}])
def test_who_and_how_have_to_be_said(
    adas: Browser, session: Session, sent: dict[str, str]
) -> None:
    version = write_out(session, goals=[goal_of(session.client).pk])
    path = reverse("plan_approval", args=[session.pk])
    assert adas.post(path, {"number": "1", **sent}).status_code == 422
    wrong = approval_of(version, who="?")
    assert words_of("approval_says_who_and_how", wrong)
    with refused_by("approval_says_who_and_how"):
        wrong.save()
    assert (
        adas.post(path, {"number": "1", "who": "consenter", "how": "told"}).status_code
        == 302
    )


def test_nothing_is_approved_for_no_goal(adas: Browser, session: Session) -> None:
    answer = adas.post(
        reverse("plan_edit", args=[session.pk]),
        plan_sent(approved="on", shown=shown_of(session)),
    )
    assert answer.status_code == 422
    assert "goals" in answer.context["form"].errors
    assert not PlanVersion.objects.exists()
    with refused_by("approval_of_a_plan_with_a_goal"):
        approve(write_out(session))


def test_a_minor_has_a_say(adas: Browser, teo: Client, rosa: Contact) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    goals = [goal_of(teo).pk]
    sent = plan_sent(goals=[str(goals[0])], approved="on", shown=shown_of(session))
    answer = adas.post(reverse("plan_edit", args=[session.pk]), sent)
    assert "assent" in answer.context["form"].errors
    with refused_by("approval_has_the_minors_assent"):
        approve(write_out(session, goals=goals))
    said = write_out(session, goals=goals, assent="“OK, if it’s short.”")
    approve(said, who="consenter")
