"""Cover ends exactly at the first of all ends, wherever the practice is and whenever."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from clients.models import Contact
from collateral import gate
from collateral.gate.reasons import Code
from collateral.models.topic import topics_for
from practice.spans import span
from releases.endings import ENDINGS
from releases.models import Release
from tests.booked import book
from tests.clock import FIFTY, TICK
from tests.collateral.rule.all_ends import (
    IN_PART,
    ZONES,
    Said,
    bar,
    ends_of,
    of_client_born,
    said,
    signed,
)
from tests.refusals import refusal_of

pytestmark = pytest.mark.long

APART = {Code.NO_CONTACT, Code.CLIENT_ENDED}


@given(said=said, zone=st.sampled_from(ZONES))
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_cover_ends_exactly_at_the_first_of_all_ends(
    rosa: Contact, said: Said, zone: str
) -> None:
    with override_settings(TIME_ZONE=zone), transaction.atomic():
        contact = of_client_born(rosa, said)
        ends = ends_of(said, ZoneInfo(zone))
        release = signed(contact, said, ends)
        assert release.in_force
        assert release.in_force.upper == min(
            at for name, at in ends.items() if name not in IN_PART
        )
        first = min(ends.values())
        barred = bool(said.barred) and first > timezone.now()
        if barred:
            bar(contact, said)
        assert passes(contact, release, first) is not barred
        assert not passes(contact, release, first + TICK)
        by = {name for name, at in ends.items() if at == first}
        (line,) = asked(contact, release, first + TICK).lines
        why = APART if barred else {code_of(name) for name in by}
        assert why & set(line.codes)
        event(" and ".join(sorted(by)))
        transaction.set_rollback(True)


def asked(*of: Any) -> gate.Verdict:
    return gate.ask(proposed(*of))


def proposed(contact: Contact, release: Release, end: datetime) -> gate.Proposal:
    """Joint, about skills, booked as the release began, until ``end``."""
    return gate.Proposal(
        client=contact.client,
        contacts=(contact,),
        clinician=contact.client.clinician,
        during=span(end - FIFTY, end),
        room=None,
        format="joint",
        place="video",
        topics=("skills",),
        booked_at=release.effective_at,
    )


def passes(contact: Contact, release: Release, end: datetime) -> bool:
    """Whether the gate lets it be; the database answers the same."""
    proposal = proposed(contact, release, end)
    (line,) = gate.ask(proposal).lines

    def act() -> None:
        start, at = proposal.during.lower, proposal.booked_at
        session = book(
            proposal.client, [contact], start, ends=end, booked_at=at, format="joint"
        )
        topics_for(session.participants.all(), proposal.topics)

    with transaction.atomic():
        refused = refusal_of(act)
        transaction.set_rollback(True)
    assert bool(refused) is not line.covered, (refused, line.sentence)
    return line.covered


def code_of(name: str) -> str:
    """The gate's code for what ended first."""
    if name in IN_PART:
        return {"joint": "FORMAT", "skills": "TOPIC"}[name]
    if name == "expires_at":
        return "EXPIRES_BEFORE_SESSION"
    return ENDINGS[name].refusal
