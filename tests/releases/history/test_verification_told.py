"""What verification trusts, and how it tells what it found."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from clients.models import ConsentEvent, EventKind
from practice.models import User
from releases.history.verification import stored, verify, verify_by_hand
from tests.refusals import run
from tests.releases.history.chains import EVENTS, column, misfit, tamper


def test_python_trusts_none_of_the_database_functions(jordans: int) -> None:
    run(
        f"CREATE OR REPLACE FUNCTION consent_event_body(event {EVENTS}) RETURNS text"
        " LANGUAGE sql AS 'SELECT event.body'"
    )
    tamper("reason = 'x'", client=jordans, number=4)
    assert verify().misfit is None
    found = verify_by_hand(stored()).misfit
    assert found is not None
    assert found.number == 4


def test_a_function_that_writes_otherwise_is_found(jordans: int) -> None:
    run(
        f"CREATE OR REPLACE FUNCTION consent_event_body(event {EVENTS}) RETURNS text"
        " LANGUAGE sql AS 'SELECT event.id::text'"
    )
    found = verify().misfit
    assert found is not None
    assert (found.client_id, found.number) == (jordans, 1)
    assert "another record" in found.how


@pytest.mark.parametrize("options", [[], ["--by-hand"]])
def test_the_command_names_the_first_by_ids_alone(
    jordans: int, options: list[str]
) -> None:
    said = StringIO()
    call_command("verify", *options, stdout=said)
    assert said.getvalue().startswith("Every event fits: 10 events in 2 chains")
    event = column("id", jordans, 3)
    tamper("reason = 'x'", client=jordans, number=3)
    with pytest.raises(CommandError) as refusal:
        call_command("verify", *options, stdout=said)
    assert str(refusal.value) == (
        f"Event 3 of client {jordans} (id {event}) does not fit: its reason was changed "
        "after it was written."
    )
    assert refusal.value.returncode == 1


def test_the_page_tells_the_admin(jordans: int, noras: Browser) -> None:
    page = noras.get("/history/verification/")
    assert "Check the history" in page.content.decode()
    page = noras.post("/history/verification/")
    assert "Every event fits: 10 events in 2 chains" in page.content.decode()
    tamper("reason = 'x'", client=jordans, number=3)
    part = noras.post("/history/verification/", headers={"HX-Request": "true"})
    words = part.content.decode()
    assert "<html" not in words
    assert "its reason was changed after it was written" in words
    assert "Jordan Reyes" in words


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_may_ask(
    jordans: int, ada: User, finn: User, client: Browser, method: str
) -> None:
    for someone in (ada, finn):
        client.force_login(someone)
        assert getattr(client, method)("/history/verification/").status_code == 404


def test_the_trigger_alone_decides_place_and_time(jordans: int, ada: User) -> None:
    ConsentEvent.objects.bulk_create(
        [
            ConsentEvent(
                id=3,
                client_id=jordans,
                number=99,
                kind=EventKind.VIEWED,
                clinician=ada,
                previous="f" * 64,
                body="forged",
                sha256="0" * 64,
            )
            for _ in range(3)
        ]
    )
    numbers = ConsentEvent.objects.filter(client=jordans).order_by("number")
    assert [event.number for event in numbers] == list(range(1, 9))
    assert misfit() is None
