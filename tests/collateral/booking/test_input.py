"""What cannot be booked is said, and what was typed stays."""

from __future__ import annotations

import html
import re
from datetime import time
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import Room
from tests.booked import typed
from tests.clock import DAY, afternoon
from tests.collateral.booking.test_text import SCRIPT
from tests.collateral.rule.scheduling import HTMX, all_rows
from tests.said import errors_in
from tests.signed import by_acts, sign


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"date": ""}, "This field is required."),
        ({"date": "soon"}, "Enter a day as month/day/year, such as 12/17/2026."),
        ({"date": "2027-02-30"}, "Enter a day as month/day/year, such as 12/17/2026."),
        ({"date": "0001-01-01"}, "This day has passed."),
        ({"date": "1969-12-31"}, "This day has passed."),
        ({"date": "9999-12-31"}, "Choose a day within the next two years."),
        ({"date": "99999-01-01"}, "Enter a day as month/day/year, such as 12/17/2026."),
        ({"start": ""}, "This field is required."),
        ({"start": "25:00"}, "Enter a valid time."),
        ({"start": "-1:00"}, "Enter a valid time."),
        ({"start": "noonish"}, "Enter a valid time."),
        ({"length": "-50"}, "Select a valid choice."),
        ({"length": "0"}, "Select a valid choice."),
        ({"length": "999999999999999999999"}, "Select a valid choice."),
        ({"length": "1e3"}, "Select a valid choice."),
        ({"contacts": []}, "Tick at least one person who joins."),
        ({"contacts": ["0"]}, "Select a valid choice."),
        ({"contacts": ["-1"]}, "Select a valid choice."),
        ({"contacts": ["9" * 30]}, "Select a valid choice."),
        ({"contacts": ["' OR 1=1 --"]}, "is not one of the available choices."),
        ({"contacts": ["٣"]}, "Select a valid choice."),
        ({"room": "9" * 30}, "Select a valid choice."),
        ({"room": "blue"}, "Select a valid choice."),
        ({"format": "séance"}, "Select a valid choice."),
        ({"purpose": ""}, "Choose why the contacts join."),
        ({"purpose": "gossip"}, "Select a valid choice."),
        ({"topics": "x" * 10_000}, "at most 2000 characters (it has 10000)"),
        ({"boundaries": "x" * 10_000}, "at most 2000 characters (it has 10000)"),
        ({"topics": "evil\u202etxt.exe"}, "hidden character that turns text around"),
        ({"topics": "bell\x07"}, "hidden control character"),
        ({"topics": "\u200b\u200b"}, "no character that can be seen"),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_cannot_be_booked_is_said(
    adas: Browser,
    url: str,
    ben: Contact,
    fields: dict[str, Any],
    message: str,
    headers: dict[str, str],
) -> None:
    sign(ben)
    before = all_rows()
    response = adas.post(url, typed([ben], afternoon(), **fields), **headers)
    assert response.status_code == 422
    assert message in errors_in(response)
    assert all_rows() == before
    assert not by_acts().exists()


@pytest.mark.parametrize("field", ["date", "start", "length", "contacts", "purpose"])
def test_a_field_that_was_not_sent_is_asked_for(
    adas: Browser, url: str, ben: Contact, field: str
) -> None:
    sign(ben)
    fields = typed([ben], afternoon())
    del fields[field]
    assert adas.post(url, fields).status_code == 422
    assert adas.post(url, {}).status_code == 422
    assert not Session.objects.exists()


def test_a_time_today_that_is_over_is_refused(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben)
    now = timezone.localtime()
    if now.time() < time(1):
        fields = {"date": (now - DAY).date().isoformat()}
    else:
        fields = {"date": now.date().isoformat(), "start": "00:00", "length": "25"}
    response = adas.post(url, typed([ben], afternoon(), **fields))
    assert response.status_code == 422
    assert "has passed" in errors_in(response)


def test_what_was_typed_stands_in_the_form_that_comes_back(
    adas: Browser, url: str, ben: Contact, blue_room: Room
) -> None:
    words = {"topics": f"sleep {SCRIPT}", "boundaries": "كلمات بالعربية, 睡眠"}
    fields = typed([ben], afternoon(), purpose="", room=str(blue_room.pk), **words)
    page = adas.post(url, fields).content.decode()
    assert SCRIPT not in page
    assert html.escape(SCRIPT) in page
    assert words["boundaries"] in page
    assert f'value="{fields["date"]}"' in page
    assert re.search(r'name="contacts"[^>]*checked', page)
    assert re.search(rf'<option value="{blue_room.pk}" selected', page)


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "9999-12-31"},
        {"date": "0001-01-01"},
        {"date": "x"},
        {"start": "99:99"},
        {"length": "-1"},
        {"contacts": ["9" * 30, "x", "-1"]},
        {"contacts": ["²"]},
        {"room": "9" * 30},
        {"earlier": "9999-12-31T23:59:59+00:00"},
        {"earlier": "0001-01-01T00:00:00+14:00"},
        {"earlier": "2027-02-30T00:00:00Z"},
        {"earlier": "2027-01-30T10:00:00"},
        {"without": "9" * 30},
        {"topics": "x" * 10_000},
    ],
    ids=lambda value: repr(value)[:50],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_live_panel_takes_anything(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    fields: dict[str, Any],
    headers: dict[str, str],
) -> None:
    url = reverse("coverage", args=[jordan.pk])
    response = adas.post(url, typed([ben], afternoon(), **fields), **headers)
    assert response.status_code in {200, 422}
    assert not Session.objects.exists()
