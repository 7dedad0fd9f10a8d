"""What the database itself holds of the consent history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from tests.clock import HOUR
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
        run("TRUNCATE clients_consentevent")


def test_a_chain_cannot_fork(event: ConsentEvent, jordan: Client, ada: User) -> None:
    again = ConsentEvent(client=jordan, clinician=ada, number=1, kind="viewed")
    assert words_of("event_chain_cannot_fork", again)
    again.save()
    again.refresh_from_db()
    assert (again.number, again.previous) == (2, event.sha256)
    settle()
    run("ALTER TABLE clients_consentevent DISABLE TRIGGER chain_event")
    with refused_by("event_chain_cannot_fork"):
        ConsentEvent.objects.create(
            client=jordan, clinician=ada, number=2, kind="viewed"
        )


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


@pytest.mark.parametrize("kind", ["", "Viewed", "client_merged"])
def test_an_event_is_of_a_kind_that_is_known(
    jordan: Client, ada: User, kind: str
) -> None:
    odd = ConsentEvent(client=jordan, clinician=ada, kind=kind)
    assert words_of("event_has_a_kind", odd) == "Say what happened."
    with refused_by("event_has_a_kind"):
        odd.save()
    odd.kind = EventKind.CANCELLED
    assert words_of("event_has_a_kind", odd) == ""
    odd.save()


@pytest.mark.parametrize("detail", [["code", "NO_ROI"], "NO_ROI", 7, True, []])
def test_the_detail_of_an_event_is_an_object(
    jordan: Client, ada: User, detail: Any
) -> None:
    odd = ConsentEvent(client=jordan, clinician=ada, kind="refused", detail=detail)
    said = words_of("event_detail_is_an_object", odd)
    assert said == "Say each detail by its name."
    with refused_by("event_detail_is_an_object"):
        odd.save()
    odd.detail = {}
    assert words_of("event_detail_is_an_object", odd) == ""
    odd.save()


def test_an_event_is_about_a_contact_of_the_client(
    jordan: Client, ada: User, lee: Contact
) -> None:
    astray = ConsentEvent(client=jordan, clinician=ada, kind="viewed", contact=lee)
    assert words_of("event_contact_of_client", astray) == (
        "Choose one of this client's own contacts."
    )
    with refused_by("event_contact_of_client"):
        astray.save()


def test_an_event_is_about_the_clients_own_contact_or_nobody(
    jordan: Client, ada: User, ben: Contact
) -> None:
    for contact in (ben, None):
        event = ConsentEvent(
            client=jordan, clinician=ada, kind="viewed", contact=contact
        )
        assert words_of("event_contact_of_client", event) == ""
        event.save()
    settle()
