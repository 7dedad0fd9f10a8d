"""One plan for a series: written once, approved once, kept with each session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import PlanApproval, PlanVersion, Session, SessionSeries, Status
from tests.clock import afternoon
from tests.collateral.series.conftest import good_in
from tests.planned import goal_of, plan_sent, shown_of
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for

pytestmark = pytest.mark.django_db


def sessions(series: SessionSeries) -> list[Session]:
    return list(series.sessions.order_by("during__startswith"))


def versions(series: SessionSeries) -> list[int]:
    """How many the plan of each session has, in their order."""
    return [
        PlanVersion.objects.filter(plan=each.pk).count() for each in sessions(series)
    ]


@pytest.fixture
def series(start: Callable[..., Any], ben: Contact) -> SessionSeries:
    """Four weeks with Ben, from a wish of Jordan's: on hold until its plan is approved."""
    sign(ben)
    screen(ben)
    return start([ben], afternoon(), wish=wish_for(ben).pk)


def test_a_series_from_a_wish_waits_for_its_plan(series: SessionSeries) -> None:
    assert {each.status for each in sessions(series)} == {Status.HELD}


@pytest.mark.parametrize(
    ("serves", "kept"),
    [("all", [1, 1, 1, 1]), ("later", [0, 1, 1, 1]), ("this", [0, 1, 0, 0])],
)
def test_a_plan_is_kept_for_those_it_serves(
    adas: Browser, series: SessionSeries, jordan: Client, serves: str, kept: list[int]
) -> None:
    second = sessions(series)[1]
    sent = plan_sent(goals=[goal_of(jordan).pk], serves=serves)
    response = adas.post(reverse("plan_edit", args=[second.pk]), sent)
    assert response.status_code == 302, response.text
    assert versions(series) == kept


def test_it_is_approved_once_and_booked_again_at_once(
    adas: Browser, series: SessionSeries, jordan: Client
) -> None:
    first = sessions(series)[0]
    sent = plan_sent(goals=[goal_of(jordan).pk], serves="all")
    adas.post(reverse("plan_edit", args=[first.pk]), sent)
    assert not PlanApproval.objects.exists()
    there = reverse("plan_approval", args=[first.pk])
    assert "3 more sessions of the series" in adas.get(there).text
    led = adas.post(there, {"number": "1", "who": "client", "how": "told"})
    assert PlanApproval.objects.count() == 4
    again = reverse("series_reopening", args=[series.pk])
    assert led.url == again
    typed = {"since": first.pk, "leaving": ""}
    good = good_in(adas.post(again, typed))
    assert len(good) == 4
    adas.post(again, typed | {"good": good})
    assert {each.status for each in sessions(series)} == {Status.SCHEDULED}


def test_changing_one_plan_leaves_the_others(
    adas: Browser, series: SessionSeries, jordan: Client
) -> None:
    goal = goal_of(jordan)
    first, second, *_ = sessions(series)
    edit = reverse("plan_edit", args=[first.pk])
    seen = {"approved": "on", "shown": shown_of(first)}
    adas.post(edit, plan_sent(goals=[goal.pk], serves="all", **seen))
    changed = plan_sent(2, goals=[goal.pk], serves="this")
    adas.post(reverse("plan_edit", args=[second.pk]), changed)
    assert versions(series) == [1, 2, 1, 1]
    newest = PlanVersion.objects.newest_of(second.pk)
    assert newest
    assert not newest.is_approved
    assert newest.written_with is None
