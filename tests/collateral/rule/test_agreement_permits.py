"""The gate lets a session be if and only if the database does, whatever was ticked."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Client, Contact
from collateral import gate
from collateral.models.topic import topics_for
from practice.spans import span
from releases.models import Format, Place
from tests.booked import book
from tests.clock import FIFTY, afternoon
from tests.refusals import refusal_of
from tests.signed import sign

TOPICS, SENSITIVE = ["sleep", "skills", "diagnosis"], ["hiv", "tests"]
SIGNED = st.fixed_dictionaries(
    {
        "direction": st.sampled_from(["disclose", "exchange", "obtain"]),
        "formats": st.lists(st.sampled_from(Format.values), min_size=1, unique=True),
        "places": st.lists(st.sampled_from(Place.values), min_size=1, unique=True),
        "topics": st.lists(st.sampled_from(TOPICS), min_size=1, unique=True),
        "sensitive_topics": st.lists(st.sampled_from(SENSITIVE), unique=True),
        "most_sessions": st.sampled_from([None, 1, 2]),
    }
)
ASKED = st.tuples(
    st.sampled_from(Format.values),
    st.sampled_from(Place.values),
    st.lists(st.sampled_from(TOPICS + SENSITIVE), unique=True, max_size=2),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=SIGNED, asked=ASKED, before=st.integers(0, 2))
def test_gate_and_database_agree_on_what_was_ticked(
    jordan: Client, ben: Contact, said: dict[str, Any], asked: Any, before: int
) -> None:
    how, where, about = asked
    during = span(afternoon(), afternoon() + FIFTY)
    by = jordan.clinician
    with transaction.atomic():
        sign(ben, **said)
        for day in range(before):
            ticked = {"format": said["formats"][0], "place": said["places"][0]}
            refusal_of(lambda: book(jordan, [ben], afternoon(9 + day), **ticked))  # noqa: B023
        proposal = gate.Proposal(
            jordan, (ben,), by, during, None, how, where, tuple(about)
        )
        (line,) = gate.ask(proposal).lines

        def act() -> None:
            session = book(jordan, [ben], afternoon(), format=how, place=where)
            topics_for(session.participants.all(), about)

        refused = refusal_of(act)
        transaction.set_rollback(True)
    assert bool(refused) is not line.covered, (refused, line.sentence)
