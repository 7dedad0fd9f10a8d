"""Entering a form that was signed by hand: what its page asks, and of whom."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client
from practice.models import User
from releases.models import FormKind, SignedByHand
from tests.clock import DAY
from tests.collateral.signed_forms.pages import path
from tests.formed import typed_form
from tests.on_paper import form_printed
from tests.privacy.doors import browser_of
from tests.said import errors_in

CONSENT = FormKind.CONSENT


def entering(by: Browser, client: Client, **typed: str) -> Any:
    sent = typed_form(client, signer="Rosa Vance") | {"filed": "on"}
    today = timezone.localdate().isoformat()
    there = path(client, CONSENT, how="filing/")
    return by.post(there, {"signed_on": today, **sent, **typed})


def test_only_what_was_printed_is_entered(
    adas: Browser, teo: Client, ada: User
) -> None:
    assert "These words were never printed" in errors_in(entering(adas, teo))
    form_printed(teo, ada)
    assert entering(adas, teo).status_code == 302
    again = entering(adas, teo)
    assert "Somebody has entered this paper already" in errors_in(again)


def test_the_day_is_since_it_was_printed_and_not_ahead(
    adas: Browser, teo: Client, ada: User
) -> None:
    form_printed(teo, ada, days=2)
    today = timezone.localdate()
    early = entering(adas, teo, signed_on=f"{today - 3 * DAY}")
    assert "this form was not printed yet" in errors_in(early)
    ahead = entering(adas, teo, signed_on=f"{today + DAY}")
    assert "signed today or before" in errors_in(ahead)
    assert entering(adas, teo, signed_on=f"{today - 2 * DAY}").status_code == 302


def test_strangers_check_nothing(paper: SignedByHand, cleo: User) -> None:
    answer = browser_of(cleo).get(f"/forms/papers/{paper.pk}/")
    assert answer.status_code == 404
