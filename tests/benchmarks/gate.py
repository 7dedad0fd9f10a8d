"""What the gate takes to clear three contacts: as the practice grows, and beside time."""

from __future__ import annotations

import statistics
from functools import partial

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client
from collateral import gate
from collateral.demo.practice import fill, made_on
from collateral.gate import Proposal, questions
from practice.spans import as_array, span
from tests.benchmarks.scale import SCALE, practice_of, turned_to
from tests.benchmarks.scratch import scratch_database, seconds, turn_to
from tests.benchmarks.table import Row
from tests.cast import contact_of
from tests.clock import FIFTY, afternoon
from tests.signed import sign

ROUNDS, TIMES = 10, 30
MOST_QUERIES = 6
WHO = ("Ines Sandoval", "Otto Lindgren", "Pia Marchetti")


class Taken:
    """How long a clearance and the questions of time took in one practice."""

    def __init__(self) -> None:
        self.cleared: list[float] = []
        self.of_time: list[float] = []
        self.queries = 0

    def measure(self, proposal: Proposal) -> None:
        """In turns, once both are warm."""
        with CaptureQueriesContext(connection) as captured:
            gate.clear(proposal)
        self.queries = len(captured)
        _ask_of_time(proposal)
        for _ in range(TIMES):
            self.cleared.append(seconds(partial(gate.clear, proposal)))
            self.of_time.append(seconds(partial(_ask_of_time, proposal)))


def run() -> list[Row]:
    """Ratios of medians, taken in turns."""
    large = practice_of(SCALE)
    with turned_to(large):
        day = made_on() or timezone.localdate()
    with scratch_database("gate") as small:
        fill(day, 1, may_sign_in=False)
        taken = {small: Taken(), large: Taken()}
        for _ in range(ROUNDS):
            for database, each in taken.items():
                turn_to(database)
                with transaction.atomic():
                    each.measure(_proposed())
                    transaction.set_rollback(True)
    return _rows(taken[small], taken[large])


def _rows(few: Taken, many: Taken) -> list[Row]:
    small, large = (statistics.median(each.cleared) for each in (few, many))
    of_time = statistics.median(few.of_time)
    asked = max(few.queries, many.queries)
    least = "at most" if asked <= MOST_QUERIES else "[bold]more than[/bold]"
    note = f"{small * 1000:.1f} ms, {asked} queries, {least} {MOST_QUERIES}"
    return [
        Row(
            f"the gate for three contacts, at {SCALE:,} times the practice",
            large / small,
            "≤ 1.3",
            note,
        ),
        Row("the gate, against its questions of time alone", small / of_time, "≤ 1.5"),
    ]


def _proposed() -> Proposal:
    """Three who may come to talk of skills with Jordan, each by a release of their own."""
    jordan = Client.objects.select_related("clinician").get(legal_name="Jordan Reyes")
    contacts = tuple(contact_of(jordan, name) for name in WHO)
    for contact in contacts:
        sign(contact, timezone.now(), agreed=True)
    starts = afternoon(30)
    return Proposal(
        client=jordan,
        contacts=contacts,
        clinician=jordan.clinician,
        during=span(starts, starts + FIFTY),
        room=None,
        format="joint",
        place="video",
        topics=("skills",),
    )


def _ask_of_time(proposal: Proposal) -> None:
    """What there was to ask while a release was in force or was not, and no more."""
    contacts = [contact.pk for contact in proposal.contacts]
    client, clinician = proposal.client.pk, proposal.clinician.pk
    whole = proposal.relies_on
    list(questions.granted(client, contacts, clinician, whole, as_array([whole])))
    list(questions.signed(client, contacts, whole))
    list(questions.prepared(contacts))
