"""What the acts leave fits; and how the verification tells what it found."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from clients.people.acts import correct_contact
from collateral import ending
from practice.models import User
from releases.models import Release
from releases.proof.verification import verify_releases
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import (
    PAPER,
    SIGNATURE,
    falsify,
    said,
)


def test_what_the_acts_leave_fits(bens: Release, marias: Release) -> None:
    verdict = verify_releases()
    assert (verdict.releases, verdict.papers, verdict.not_held) == (2, 2, 0)
    assert not verdict.misfits
    assert str(verdict).startswith("Every release fits: 2 releases and 2 PDFs, ")


def test_a_contact_corrected_by_the_act_fits(
    bens: Release, ben: Contact, ada: User
) -> None:
    ben.name = "Benjamin Hart"
    correct_contact(ben, ["name"], "Misspelled.", ada)
    assert said() == []
    with triggers_off():
        run("UPDATE clients_contact SET name = 'Victor Stone'")
    assert len(said()) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE clients_contactcorrection SET reason = 'x'",
        "UPDATE clients_consentevent SET kind = 'viewed'"
        " WHERE kind = 'contact_corrected'",
    ],
)
def test_a_correction_that_the_history_does_not_tell_so_is_none(
    bens: Release, ben: Contact, ada: User, change: str
) -> None:
    ben.name = "Benjamin Hart"
    correct_contact(ben, ["name"], "Misspelled.", ada)
    with triggers_off():
        assert run(change) == 1
    (found,) = said()
    assert "its contact is called otherwise" in found


def test_a_contact_renamed_while_any_change_could_fits(
    bens: Release, ben: Contact, ada: User
) -> None:
    with triggers_off():
        run("UPDATE clients_contact SET name = 'Benjamin Hart'")
    record(EventKind.CONTACT_CHANGED, ben.client, ada, contact=ben, fields=["name"])
    assert said() == []


def test_an_event_that_ends_it_fits(bens: Release, ada: User) -> None:
    ending.end_by_event([bens], "Confirmed.", ada)
    assert said() == []


def test_the_command_names_each_by_number_and_nobody(
    bens: Release, marias: Release, jordan: Client
) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "Every event fits: " in out.getvalue()
    assert "Every release fits: 2 releases and 2 PDFs" in out.getvalue()
    assert "Not seen from inside the database" in out.getvalue()
    with triggers_off():
        run(SIGNATURE.format("signer = 'Ben Hart'"), bens.pk)
        run(PAPER.format("pdf = 'another'"), marias.pk)
        run("UPDATE clients_consentevent SET reason = 'x' WHERE number = 1")
    with pytest.raises(CommandError) as refusal:
        call_command("verify", stdout=out)
    lines = str(refusal.value).splitlines()
    assert lines[0].startswith(f"Event 1 of client {jordan.pk} ")
    assert lines[1:] == [
        f"Release {bens.pk} does not fit: its signature is not the one that was signed.",
        f"Release {marias.pk} does not fit: its PDF does not fit its hash.",
    ]
    assert not {"Ben", "Hart", "Jordan", "Maria"} & set(str(refusal.value).split())


def test_the_page_tells_the_admin_of_both(
    bens: Release, marias: Release, client: Browser, nora: User
) -> None:
    client.force_login(nora)
    page = words(client.post("/history/verification/").content.decode())
    assert "Every event fits: " in page
    assert "Every release fits: 2 releases and 2 PDFs" in page
    falsify(SIGNATURE.format("signer = 'Ben Hart'"), bens)
    page = words(client.post("/history/verification/").content.decode())
    assert "Every event fits: " in page
    assert f"Release {bens.pk}: its signature is not the one that was signed." in page
