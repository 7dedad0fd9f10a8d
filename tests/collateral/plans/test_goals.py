"""Goals are written down and closed on a page of their own."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import TreatmentGoal
from tests.booked import book
from tests.clock import afternoon
from tests.planned import goal_of
from tests.signed import sign

SENT = {"words": "Sleep through", "known_by": "Five nights of seven."}


def test_a_goal_is_written_down(adas: Browser, jordan: Client) -> None:
    path = reverse("client_goals", args=[jordan.pk])
    assert "No goal is written down yet" in adas.get(path).content.decode()
    assert adas.post(path, SENT).status_code == 302
    shown = adas.get(path).content.decode()
    assert "Sleep through" in shown
    assert "Five nights of seven." in shown


@pytest.mark.parametrize("lacking", SENT)
def test_a_goal_says_both(adas: Browser, jordan: Client, lacking: str) -> None:
    path = reverse("client_goals", args=[jordan.pk])
    answer = adas.post(path, SENT | {lacking: " "})
    assert answer.status_code == 422
    assert lacking in answer.context["form"].errors
    assert not TreatmentGoal.objects.exists()


def test_a_closed_goal_is_offered_no_more(
    adas: Browser, jordan: Client, ben: Contact, kim: Client, unprinted: None
) -> None:
    sign(ben)
    edit = reverse("plan_edit", args=[book(jordan, [ben], afternoon()).pk])
    goal = goal_of(jordan)
    assert goal.words in adas.get(edit).content.decode()
    closing = reverse("goal_closing", args=[goal.pk])
    assert goal.words in adas.get(closing).content.decode()
    assert adas.post(closing).status_code == 302
    assert goal.words not in adas.get(edit).content.decode()
    assert adas.post(closing).status_code == 404
    theirs = reverse("goal_closing", args=[goal_of(kim).pk])
    assert adas.post(theirs).status_code == 404
