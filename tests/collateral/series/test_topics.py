"""What each hears of in a series: on a date that waited, too, what is chosen for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from collateral.models import SessionTopic
from practice.spans import end_of, local_day
from tests.clock import afternoon
from tests.collateral.series.conftest import good_in
from tests.signed import sign

WEEK = timedelta(days=7)
BOTH = ["sleep", "diagnosis"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("bens", [["sleep"], BOTH])
def test_a_date_that_waited_is_about_what_the_newest_tells_each(
    adas: Browser,
    start: Callable[..., Any],
    ben: Contact,
    maria: Contact,
    bens: list[str],
) -> None:
    ends = end_of(local_day(afternoon()) + WEEK)
    for starts in (None, ends):
        until = None if starts else ends
        sign(ben, starts=starts, ends=until, topics=bens)
        sign(maria, starts=starts, ends=until, topics=BOTH)
    series = start([ben, maria], afternoon(), about=["sleep"], times="2")
    newest = series.sessions.latest("during")
    chosen = {f"about-{ben.pk}": ["sleep"], f"about-{maria.pk}": ["diagnosis"]}
    there = reverse("session_topics", args=[newest.pk])
    assert adas.post(there, chosen).status_code == 302
    third = afternoon() + 2 * WEEK
    series.left_out.create(
        during=type(newest.during)(third, third + timedelta(minutes=50)),
        why="not_covered",
        left_out_at=newest.booked_at,
    )
    waits = reverse("series_left_out", args=[series.pk])
    answer = adas.post(waits, {"good": good_in(adas.get(waits))})
    assert answer.status_code == 302
    heard = SessionTopic.objects.filter(participant__session__during__startswith=third)
    assert set(heard.values_list("contact", "topic")) == {
        (ben.pk, "sleep"),
        (maria.pk, "diagnosis"),
    }
