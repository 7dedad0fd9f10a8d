"""A day typed in US order, by a browser that has no field for days."""

from __future__ import annotations

from django.test import Client as Browser

from clients.models import Client, Contact
from collateral.models import Session
from tests.booked import typed
from tests.clock import afternoon
from tests.signed import sign

STARTS = afternoon(8)
DAY = f"{STARTS:%m/%d/%Y}"


def test_it_is_the_day_that_is_booked(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    adas.post(f"/clients/{jordan.pk}/sessions/new/", typed([ben], STARTS, date=DAY))
    assert Session.objects.get().during.lower == STARTS


def test_it_comes_back_as_it_was_typed(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    here = f"/clients/{jordan.pk}/sessions/new/"
    sends = typed([ben], STARTS, date=DAY)
    assert adas.post(here, sends).status_code == 409  # nothing is signed for Ben
    assert f'name="date" value="{DAY}"' in adas.get(here).content.decode()
    assert adas.post(here, {**sends, "purpose": ""}).status_code == 422
    again = adas.post(f"/clients/{jordan.pk}/coverage/", sends)
    assert f'name="date" value="{DAY}"' in again.content.decode()
