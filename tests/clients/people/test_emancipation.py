"""A minor is emancipated from a day on, and somebody saw it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client
from tests.cast import emancipated
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of
from tests.said import errors_in


def sent(teo: Client, **said: Any) -> dict[str, Any]:
    return {
        "legal_name": teo.legal_name,
        "date_of_birth": teo.date_of_birth.isoformat(),
        "state": teo.state,
        "language": teo.language,
        "modality": teo.modality,
        **said,
    }


def test_it_is_kept_with_its_date_and_what_was_seen(adas: Browser, teo: Client) -> None:
    page, today = f"/clients/{teo.pk}/edit/", timezone.localdate()
    decree = {"emancipated_on": today.isoformat(), "emancipation_seen": "decree"}
    assert adas.post(page, sent(teo, emancipated="on", **decree)).status_code == 302
    teo.refresh_from_db()
    assert (teo.emancipated_on, teo.emancipation_seen) == (today, "decree")
    assert not teo.is_minor_on(today)
    assert adas.post(page, sent(teo, **decree)).status_code == 302
    teo.refresh_from_db()
    assert (teo.emancipated_on, teo.emancipation_seen) == (None, "")
    assert teo.is_minor_on(today)


def test_the_form_asks_since_when_and_what_was_seen(adas: Browser, teo: Client) -> None:
    page = f"/clients/{teo.pk}/edit/"
    said = errors_in(adas.post(page, sent(teo, emancipated="on")))
    assert "Say since when." in said
    assert "Say what was seen of it." in said
    ahead = (timezone.localdate() + DAY).isoformat()
    decree = {"emancipated_on": ahead, "emancipation_seen": "decree"}
    said = errors_in(adas.post(page, sent(teo, emancipated="on", **decree)))
    assert "Enter it once it has happened." in said


def test_an_infant_is_not_emancipated(adas: Browser, teo: Client) -> None:
    infancy = date(teo.date_of_birth.year + 14, *teo.date_of_birth.timetuple()[1:3])
    teo.emancipated, teo.emancipation_seen = True, "decree"
    teo.emancipated_on = infancy - DAY
    words = "Nobody so young is emancipated. Check both dates."
    assert words_of("client_emancipated_once_able_to", teo) == words
    with refused_by("client_emancipated_once_able_to"):
        teo.save()
    decree = {"emancipated_on": teo.emancipated_on, "emancipation_seen": "decree"}
    page = adas.post(f"/clients/{teo.pk}/edit/", sent(teo, emancipated="on", **decree))
    assert words in errors_in(page)
    teo.emancipated_on = infancy
    teo.save()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("emancipated = true", "client_emancipation_was_seen"),
        (
            "emancipated = true, emancipated_on = current_date",
            "client_emancipation_was_seen",
        ),
        (
            "emancipated = true, emancipation_seen = 'x', "
            "emancipated_on = current_date + 2",
            "client_emancipated_already",
        ),
        ("emancipated_on = current_date", "client_is_emancipated_or_was_not"),
        ("emancipation_seen = 'decree'", "client_is_emancipated_or_was_not"),
    ],
)
def test_raw_sql_frees_nobody_without_it(teo: Client, change: str, name: str) -> None:
    with refused_by(name):
        run(f"UPDATE clients_client SET {change} WHERE id = %s", teo.pk)
    assert Client.objects.filter(pk=teo.pk).update(**emancipated()) == 1
    with refused_by("client_emancipation_was_seen"):
        run("UPDATE clients_client SET emancipation_seen = '' WHERE id = %s", teo.pk)
