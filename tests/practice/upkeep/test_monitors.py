"""Monitors ask without signing in, and learn nothing of anybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client as Browser

from clients.models import Client, Contact
from collateral.gate.reasons import HUSHED
from practice.models import UpkeepKind
from practice.upkeep import views
from practice.upkeep.done import note
from releases.root.sealing import seal_root
from tests.booked import typed
from tests.clock import afternoon
from tests.jobs import failed_job
from tests.signed import sign

TOKEN = {"Authorization": "Bearer for-the-monitor"}


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was asked yet."""
    monkeypatch.setattr(views._Migrated, "is_so", False)


def test_whether_it_is_there_asks_no_database(client: Browser) -> None:
    assert client.get("/live/").content == b"alive\n"


@pytest.mark.django_db
def test_it_is_ready(client: Browser) -> None:
    answer = client.get("/ready/")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "lacks"),
    [
        ("has_room", lambda: False, "disk"),
        ("is_migrated", lambda _: False, "migrations"),
    ],
)
def test_it_is_not_ready_and_says_what_it_lacks(
    client: Browser, monkeypatch: pytest.MonkeyPatch, name: str, value: Any, lacks: str
) -> None:
    monkeypatch.setattr(views, name, value)
    answer = client.get("/ready/")
    assert answer.status_code == 503
    assert answer.content.decode() == f"not ready: {lacks}\n"


@pytest.mark.django_db
def test_without_a_database_it_is_not_ready(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(views, "connection", Away())
    assert client.get("/ready/").content == b"not ready: database\n"


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer another"}])
def test_without_the_token_there_are_no_numbers(
    client: Browser, settings: Any, headers: dict[str, str]
) -> None:
    assert client.get("/metrics/", headers=headers).status_code == 404
    assert (
        client.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404
    )
    settings.METRICS_TOKEN = "for-the-monitor"
    assert client.get("/metrics/", headers=headers).status_code == 404


@pytest.mark.django_db
def test_the_numbers_name_nobody(client: Browser, settings: Any) -> None:
    settings.METRICS_TOKEN = "for-the-monitor"
    failed_job()
    note(UpkeepKind.BACKUP, went_well=True)
    seal_root()
    text = client.get("/metrics/", headers=TOKEN).content.decode()
    told = dict(line.split(" ") for line in text.splitlines() if line[0] != "#")
    assert told["third_chair_jobs_failed"] == "1"
    assert told["third_chair_worker_up"] == "0"
    assert told["third_chair_backup_went_well"] == "1"
    assert told["third_chair_root_number"] == "1"
    assert float(told["third_chair_root_age_seconds"]) >= 0
    assert told["third_chair_booked_today"] == "0"
    assert told['third_chair_refused_today{code="NO_ROI"}'] == "0"
    assert text.count("# TYPE third_chair_refused_today gauge") == 1
    assert not any(f'"{code.value}"' in text for code in HUSHED)
    assert all(line.startswith(("# ", "third_chair_")) for line in text.splitlines())


@pytest.mark.parametrize("page", ["/live/", "/ready/", "/metrics/"])
def test_monitors_change_nothing(client: Browser, page: str) -> None:
    assert client.post(page).status_code == 405


@pytest.mark.django_db
def test_what_is_booked_and_refused_is_counted_by_code_and_route(
    adas: Browser, jordan: Client, ben: Contact, unprinted: None, settings: Any
) -> None:
    url = f"/clients/{jordan.pk}/sessions/new/"
    assert adas.post(url, typed([ben], afternoon())).status_code == 409
    sign(ben)
    assert adas.post(url, typed([ben], afternoon())).status_code == 302
    adas.get(f"/clients/{jordan.pk}/")
    settings.METRICS_TOKEN = "for-the-monitor"
    text = Browser().get("/metrics/", headers=TOKEN).content.decode()
    assert "third_chair_booked_today 1\n" in text
    assert 'third_chair_refused_today{code="NO_ROI"} 1\n' in text
    assert 'third_chair_looks_today{route="client",outcome="seen"} 1\n' in text
    assert "Jordan" not in text
