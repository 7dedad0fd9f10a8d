"""Signed papers that come back: a hundred pages, read and put with their release."""

from __future__ import annotations

import time

from clients.models import Client, Contact
from practice.models import Role, User
from practice.paper.scanning.reader import Reader
from releases.models import ScannedPage
from releases.printing.coded import to_sign
from releases.scans.form import Sent
from releases.scans.reading import read_batch, receive
from tests.benchmarks.scratch import scratch_database
from tests.benchmarks.table import Row
from tests.cast import client_of, contact_of
from tests.releases.scans.papers import DOTS, as_pdf, inked, sheets, worn
from tests.signed import draft_for

PAGES = 100


def run() -> list[Row]:
    """Pages a second, on whatever machine it is; and that every one was recognised."""
    with scratch_database("scans"):
        names = {"username": "okafor", "name": "Dr. Ada Okafor", "password": "!"}
        ada = User.objects.create(**names, role=Role.CLINICIAN)
        stack, pages = _stack(_ben(ada), ada)
        began = time.perf_counter()
        with Reader() as reader:
            batch = receive([Sent(stack, reader.look(stack))], ada)
        read_batch(batch.pk)
        took = time.perf_counter() - began
        found = ScannedPage.objects.exclude(printout=None).count()
    return [
        Row(
            f"{pages} scanned pages, half of them upside down: recognised",
            found / pages,
            "≥ 1",
            f"{pages / took:.1f} pages a second, at {DOTS} dots per inch",
        )
    ]


def _ben(ada: User) -> Contact:
    jordan: Client = client_of(ada, "Jordan Reyes")
    return contact_of(jordan, "Ben Hart", "partner")


def _stack(ben: Contact, ada: User) -> tuple[bytes, int]:
    """A file of so many pages, signed and worn."""
    printed = sheets(to_sign(draft_for(ben, ada), ada))
    as_scanned = [worn(inked(sheet), turn) for sheet in printed for turn in (1, 181)]
    times = PAGES // len(as_scanned)
    return as_pdf(as_scanned * times), times * len(as_scanned)
