"""What the database keeps of approvals, whatever the path."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import PlanApproval, Session, SharedSessionPlan
from collateral.models.topic import topics_for
from practice.models import User
from tests.booked import book
from tests.clock import afternoon
from tests.planned import (
    approve,
    goal_of,
    plan_sent,
    shown_of,
    stand,
    version_of,
    write_out,
)
from tests.refusals import refused_by, run
from tests.signed import sign
from tests.wished import wish_for

pytestmark = pytest.mark.usefixtures("unprinted")


def test_nothing_stands_by_a_plan_that_is_not_approved(
    session: Session, maria: Contact
) -> None:
    with refused_by("participant_plan_is_ready"):
        stand(session)
    goals = [goal_of(session.client).pk]
    write_out(session, goals=goals)
    with refused_by("participant_plan_is_ready"):
        stand(session)
    approve(write_out(session, goals=goals))
    stand(session)
    with refused_by("participant_plan_is_ready"):
        write_out(session, goals=goals)
    with refused_by("participant_plan_is_ready"):
        version_of(session, goals=[]).save()
    ben = session.participants.get().contact
    other = book(session.client, [ben], afternoon(3))
    with refused_by("participant_plan_is_ready"):
        SharedSessionPlan.objects.filter(session=other).update(wish=wish_for(ben))
    approve(write_out(other, goals=goals))
    SharedSessionPlan.objects.filter(session=other).update(wish=wish_for(ben))


def test_only_the_newest_is_approved_and_before_the_end(
    session: Session, ben: Contact
) -> None:
    goals = [goal_of(session.client).pk]
    first = write_out(session, goals=goals)
    second = write_out(session, goals=goals)
    with refused_by("approval_of_the_newest_version"):
        approve(first)
    approve(second)
    run("UPDATE collateral_session SET status = 'cancelled' WHERE id = %s", session.pk)
    with refused_by("plan_version_before_the_end"):
        write_out(session, goals=goals)
    other = book(session.client, [ben], afternoon(5))
    last = write_out(other, goals=goals)
    run("UPDATE collateral_session SET status = 'cancelled' WHERE id = %s", other.pk)
    with refused_by("approval_of_the_newest_version"):
        approve(last)


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("approval_is_final", "UPDATE collateral_planapproval SET who = 'consenter'"),
        ("approval_is_final", "DELETE FROM collateral_planapproval"),
        ("approval_is_not_truncated", "TRUNCATE collateral_planapproval"),
    ],
)
def test_an_approval_stays(session: Session, name: str, sql: str) -> None:
    approve(write_out(session, goals=[goal_of(session.client).pk]))
    with refused_by(name):
        run(sql)


def test_an_approval_is_recorded_now(session: Session) -> None:
    version = write_out(session, goals=[goal_of(session.client).pk])
    past: Any = timezone.now() - timedelta(minutes=2)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("approval_is_recorded_now"):
        approve(version, approved_at=past)
    assert not PlanApproval.objects.exists()


def test_the_gate_keeps_what_is_off_limits_out(
    adas: Browser, finn: User, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["sleep", "skills"])
    session = book(jordan, [ben], afternoon())
    write_out(session, off_limits=["skills"])
    path = reverse("session_topics", args=[session.pk])
    answer = adas.post(path, {f"about-{ben.pk}": ["sleep", "skills"]})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "The plan keeps “Coping skills and how to support them at home” out" in told
    assert "Leave out" in told
    refusal = ConsentEvent.objects.filter(kind="refused").get()
    assert refusal.detail["code"] == "NOT_READY"
    assert "skills" not in refusal.body
    assert adas.post(path, {f"about-{ben.pk}": ["sleep"]}).status_code == 302


def test_what_they_will_hear_of_is_approved_too(
    adas: Browser, session: Session, ben: Contact
) -> None:
    goals = [goal_of(session.client).pk]
    topics_for(session.participants.all(), ["sleep"])
    approve(write_out(session, goals=goals))
    stand(session)
    with refused_by("participant_plan_is_ready"):
        topics_for(session.participants.all(), ["skills"])
    path = reverse("session_topics", args=[session.pk])
    assert adas.post(path, {f"about-{ben.pk}": ["sleep", "skills"]}).status_code == 302
    session.refresh_from_db()
    assert session.status == "held"
    assert (
        "The plan says nothing yet of “Coping skills"
        in adas.get(reverse("session", args=[session.pk])).text
    )
    with refused_by("participant_plan_is_ready"):
        stand(session)
    sent = plan_sent(2, goals=[str(goals[0])], approved="on", shown=shown_of(session))
    answer = adas.post(reverse("plan_edit", args=[session.pk]), sent)
    assert answer["Location"] == reverse("session_reopening", args=[session.pk])
    stand(session)
    assert adas.post(path, {f"about-{ben.pk}": ["skills"]}).status_code == 302
    session.refresh_from_db()
    assert session.status == "scheduled"
