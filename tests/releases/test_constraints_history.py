"""What the database itself holds of the consent history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client
from practice.models import User
from releases.history import record
from releases.models import ConsentEvent, EventKind
from tests.cast import HOUR
from tests.refusals import refused_by, run, settle, words_of


@pytest.fixture
def event(jordan: Client, ada: User) -> ConsentEvent:
    record(EventKind.CLIENT_ADDED, jordan, ada)
    return ConsentEvent.objects.get()


def test_the_history_is_append_only(event: ConsentEvent) -> None:
    with refused_by("history_is_append_only"):
        ConsentEvent.objects.update(reason="another")
    with refused_by("history_is_append_only"):
        ConsentEvent.objects.all().delete()
    with refused_by("history_is_not_truncated"):
        run("TRUNCATE releases_consentevent")


def test_a_chain_cannot_fork(event: ConsentEvent, jordan: Client, ada: User) -> None:
    again = ConsentEvent(client=jordan, clinician=ada, number=1, kind="viewed")
    assert words_of("event_chain_cannot_fork", again)
    again.save()
    again.refresh_from_db()
    assert (again.number, again.previous) == (2, event.sha256)
    settle()
    run("ALTER TABLE releases_consentevent DISABLE TRIGGER chain_event")
    with refused_by("event_chain_cannot_fork"):
        ConsentEvent.objects.create(client=jordan, clinician=ada, number=2)


def test_each_client_has_a_chain(event: ConsentEvent, kim: Client, cleo: User) -> None:
    record(EventKind.CLIENT_ADDED, kim, cleo)
    theirs = ConsentEvent.objects.get(client=kim)
    assert (theirs.number, theirs.previous) == (1, "")


def test_an_event_is_past(event: ConsentEvent, jordan: Client, ada: User) -> None:
    ahead = ConsentEvent(client=jordan, clinician=ada, kind="viewed")
    ahead.at = timezone.now() + HOUR
    with refused_by("event_is_past"):
        ahead.save()
    ahead.at = timezone.now() + timedelta(seconds=50)
    ahead.save()


def test_an_event_is_never_before_the_last(
    event: ConsentEvent, jordan: Client, ada: User
) -> None:
    early = ConsentEvent(client=jordan, clinician=ada, kind="viewed")
    early.at = event.at - HOUR
    early.save()
    early.refresh_from_db()
    assert early.at == event.at
