"""What the booking page shows of everyone's cover while a time is typed."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from practice.spans import end_of
from tests.booked import typed
from tests.clock import DAY, FIFTY, TICK, afternoon
from tests.signed import sign

THREE = afternoon()
NEXT = THREE + FIFTY


@pytest.mark.parametrize(
    ("starts", "ends", "missed"),
    [
        pytest.param(THREE - 9 * DAY, NEXT, False, id="until the session ends"),
        pytest.param(THREE - 9 * DAY, NEXT - TICK, True, id="until it nearly ends"),
        pytest.param(THREE - DAY, NEXT, True, id="not from when it is booked"),
        pytest.param(THREE + FIFTY / 2, NEXT + DAY, True, id="from its middle"),
    ],
)
def test_a_pin_is_missed_if_the_gate_would_refuse(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    starts: datetime,
    ends: datetime,
    missed: bool,
) -> None:
    sign(ben, starts, ends)
    page = adas.post(reverse("coverage", args=[jordan.pk]), typed([ben], THREE))
    html = page.content.decode()
    assert html.count('class="coverage-pin') == 1
    assert ('class="coverage-pin missed"' in html) is missed
    assert ("Everyone who joins is covered" in html) is not missed


def test_each_pin_is_its_own(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    page = adas.post(reverse("coverage", args=[jordan.pk]), typed([ben], THREE))
    html = page.content.decode()
    assert html.count('class="coverage-pin"') == 1
    assert html.count('class="coverage-pin missed"') == 1


def test_the_ruler_says_what_the_chip_says(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, ends=end_of(timezone.localdate() + 3 * DAY))
    page = adas.post(reverse("coverage", args=[jordan.pk]), typed([ben], THREE))
    html = page.content.decode()
    (label,) = re.findall(r'aria-label="Ben Hart: ([^"]*, before this session)"', html)
    assert f"<span>{label}</span>" in html


def test_a_release_that_ends_within_the_session_does_not_end_before_it(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, ends=THREE + FIFTY / 2)
    page = adas.post(reverse("coverage", args=[jordan.pk]), typed([ben], THREE))
    assert "before this session does</span>" in page.content.decode()
