"""The history as a spreadsheet gets it: everything, and nothing that runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.test import Client as Browser

from clients.law.signers import Capacity
from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from releases.history.export import lines
from tests.cast import client_of, contact_of
from tests.clock import local
from tests.releases.history.happenings import export, happened
from tests.revoked import revoke
from tests.signed import sign

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.example","click")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u3000=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "\tx",
    "\rx",
    "\nx",
    "x;=1",
    "x\t=1",
    "x\n=1",
    'x";=1;"',
    "x; @y",
]
TAME = [
    "Anne-Marie",
    "O'Neil",
    'Jo "Jojo" Ray',
    "a, b",
    "1-2",
    "x = y",
    "Ngô; Ánh",
    "王芳",
]
SIGNS = tuple("=+-@＝＋－＠")


def test_it_says_what_the_page_says(
    noras: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    happened(
        EventKind.REFUSED,
        jordan,
        local("2026-11-01 00:30"),
        contact=ben,
        session_id=7,
        detail={"code": "NO_ROI", "starts": "2027-01-12T20:00:00+00:00"},
    )
    event = ConsentEvent.objects.get()
    assert export(noras) == [
        {
            "When (Eastern Time)": "2026-11-01 00:30:00",
            "When (UTC)": "2026-11-01 04:30:00",
            "What happened": "Session not booked",
            "Who": "Dr. Ada Okafor",
            "Client": "Jordan Reyes",
            "Contact": "Ben Hart",
            "Clinician": "Dr. Ada Okafor",
            "Revoked by": "",
            "Reason": "",
            "Not booked because": "No release had been signed.",
            "Session starts (Eastern Time)": "2027-01-12 15:00:00",
            "Client number": str(jordan.pk),
            "Contact number": str(ben.pk),
            "Release number": "",
            "Session number": "7",
            "Event number": "1",
            "Detail": '{"code": "NO_ROI", "starts": "2027-01-12T20:00:00+00:00"}',
            "Names": (
                '{"actor": "Dr. Ada Okafor", "client": "Jordan Reyes", '
                '"contact": "Ben Hart", "clinician": "Dr. Ada Okafor"}'
            ),
            "SHA-256": event.sha256,
        }
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_spreadsheet_runs_what_was_typed(
    noras: Browser, ada: User, text: str
) -> None:
    ada.name = text
    ada.save()
    someone = client_of(ada, f"x{text}", chosen_name=text)
    friend = contact_of(someone, text)
    names = {"revoker": text}
    happened(EventKind.REVOKED, someone, contact=friend, reason=text, names=names)
    (row,) = export(noras)
    for column in ("Who", "Client", "Contact", "Clinician", "Revoked by", "Reason"):
        cell = row[column]
        assert cell.replace("'", "") == text
        # Whole, and as cut by a spreadsheet that parts cells elsewhere.
        for part in [cell, *cell.replace("\r", "\n").replace(";", "\n").split("\n")]:
            for piece in part.split("\t"):
                assert not piece.strip().startswith(SIGNS)
        assert not cell.startswith(("\t", "\r", "\n"))


def test_it_says_who_revoked_and_who_recorded_it(
    noras: Browser, finn: User, ben: Contact
) -> None:
    said = {"capacity": Capacity.AGENT, "revoker": "Ida Lind"}
    revoke(sign(ben), "They have parted.", finn, **said)
    row = next(r for r in export(noras) if r["What happened"] == "Release revoked")
    assert (row["Revoked by"], row["Who"]) == ("Ida Lind", "Finn Doyle")


@pytest.mark.parametrize("text", TAME)
def test_what_is_harmless_stays_as_it_is(noras: Browser, ada: User, text: str) -> None:
    happened(EventKind.VIEWED, client_of(ada, text), reason=text)
    (row,) = export(noras)
    assert (row["Client"], row["Reason"]) == (text, text)


def test_a_hostile_detail_stays_text(noras: Browser, jordan: Client) -> None:
    happened(EventKind.REFUSED, jordan, detail={"code": "=1+1", "starts": "=2"})
    (row,) = export(noras)
    assert row["Not booked because"] == "'=1+1"
    assert row["Session starts (Eastern Time)"] == ""


def test_it_names_everyone_with_whom_a_session_was_booked(
    noras: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    both = {"contacts": [maria.pk, ben.pk]}
    happened(EventKind.BOOKED, jordan, detail=both)
    happened(EventKind.CANCELLED, jordan, contact=ben, detail=both)
    happened(EventKind.JOINED, jordan, detail={"contacts": []})
    rows = {row["What happened"]: row["Contact"] for row in export(noras)}
    assert rows == {
        "Session booked": "Ben Hart, Maria Reyes",
        "Session cancelled": "Ben Hart",
        "Contact added to a session": "",
    }


@pytest.mark.parametrize("text", FORMULAS)
def test_nor_does_one_run_the_names_of_several(
    noras: Browser, jordan: Client, ben: Contact, text: str
) -> None:
    ben.name = text
    ben.save()
    happened(EventKind.BOOKED, jordan, detail={"contacts": [ben.pk]})
    (row,) = export(noras)
    assert row["Contact"].replace("'", "") == text
    assert "'" in row["Contact"]


@pytest.mark.parametrize(
    "contacts", ["1", {"1": 1}, [None, "x", True, 1.5e300, -1, 2**63, [[]], {}]]
)
def test_contacts_that_are_none_are_passed_over(
    noras: Browser, jordan: Client, contacts: Any
) -> None:
    happened(EventKind.BOOKED, jordan, detail={"contacts": contacts})
    (row,) = export(noras)
    assert row["Contact"] == ""


def test_everything_is_quoted_and_known_for_utf8(
    noras: Browser, jordan: Client
) -> None:
    happened(EventKind.VIEWED, jordan)
    response = noras.get("/history/export.csv")
    text = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert text.startswith(b"\xef\xbb\xbf")
    for line in text.decode("utf-8-sig").splitlines():
        assert line.startswith('"')
        assert line.endswith('"')
        assert '","' in line
        assert ",," not in line


def test_its_name_holds_none(noras: Browser, jordan: Client) -> None:
    happened(EventKind.VIEWED, jordan)
    response = noras.get(f"/history/export.csv?client={jordan.pk}")
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="consent-history-2')
    assert "Jordan" not in disposition
    assert response.headers["Cache-Control"] == "no-store"


def test_it_is_narrowed_as_the_page_is(
    noras: Browser, jordan: Client, kim: Client
) -> None:
    happened(EventKind.VIEWED, jordan, local("2026-11-01 12:00"))
    happened(EventKind.SIGNED, jordan, local("2026-11-02 12:00"))
    happened(EventKind.VIEWED, kim, local("2026-11-03 12:00"))
    whose = [row["Client"] for row in export(noras)]
    assert whose == ["Kim Park", "Jordan Reyes", "Jordan Reyes"]
    assert len(export(noras, f"?client={jordan.pk}&kind=signed")) == 1
    assert len(export(noras, "?from=2026-11-02&to=2026-11-02")) == 1
    assert export(noras, "?kind=revoked") == []


def test_it_comes_in_pieces(
    noras: Browser, jordan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("releases.history.export.CHUNK", 500)
    for _ in range(10):
        happened(EventKind.VIEWED, jordan)
    response = noras.get("/history/export.csv")
    pieces = list(response.streaming_content)  # type: ignore[attr-defined]
    assert len(pieces) > 5
    assert all(isinstance(piece, bytes) for piece in pieces)


@pytest.mark.django_db
def test_a_long_history_takes_longer_than_a_page_may(jordans: int) -> None:
    slept = Func(Value(0.05), function="pg_sleep", output_field=TextField())
    events = ConsentEvent.objects.filter(Exact(Cast(slept, TextField()), ""))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
    assert b"Jordan Reyes" in b"".join(lines(events))
