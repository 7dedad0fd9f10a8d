"""What a browser sends of a series, and what the page that comes back offers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import SessionSeries
from tests.booked import typed

GOOD = re.compile(r'name="good" value="([^"]+)"')


def good_in(page: Any) -> list[str]:
    return GOOD.findall(page.text)


@pytest.fixture
def url(jordan: Client) -> str:
    return reverse("booking", args=[jordan.pk])


@pytest.fixture
def ask(adas: Browser, url: str) -> Callable[..., Any]:
    """The table of what repeats so."""

    def asked(who: Iterable[Contact], starts: datetime, **fields: Any) -> HttpResponse:
        fields = {"repeat": "week", "until": "times", "times": "4"} | fields
        return adas.post(url, typed(who, starts, **fields))

    return asked


@pytest.fixture
def start(adas: Browser, url: str, ask: Callable[..., Any]) -> Callable[..., Any]:
    """The series of the dates that its table shows as good."""

    def started(
        who: Iterable[Contact], starts: datetime, **fields: Any
    ) -> SessionSeries:
        who = list(who)
        fields = {"repeat": "week", "until": "times", "times": "4"} | fields
        good = good_in(ask(who, starts, **fields))
        sent = typed(who, starts, **fields) | {"good": good}
        response = adas.post(url, sent)
        assert response.status_code == 302, response.text
        return SessionSeries.objects.latest("pk")

    return started
