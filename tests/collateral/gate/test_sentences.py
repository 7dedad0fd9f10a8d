"""What the gate says of a release that ends before a session does."""

from __future__ import annotations

from datetime import datetime

import pytest

from clients.models import Client, Contact
from collateral import gate
from collateral.gate import Proposal
from practice.formats import say_day_short_year
from practice.spans import local_day, span
from tests.clock import DAY, FIFTY, local
from tests.collateral.gate.asking import BOOKED
from tests.signed import sign

NEW_YEAR, MARCH_3, YEARS_END = (
    local(day) for day in ("2026-01-01", "2026-03-03", "2026-12-31")
)
NOON = local("2026-03-03 12:00")


def sentence(client: Client, contact: Contact, starts: datetime) -> str:
    """What the gate says of a session then, booked on the fifth of January."""
    proposal = Proposal(
        client=client,
        contacts=(contact,),
        clinician=client.clinician,
        during=span(starts, starts + FIFTY),
        room=None,
        format="joint",
        place="video",
        booked_at=BOOKED,
    )
    (line,) = gate.ask(proposal).lines
    return line.sentence


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("authority_ends_at", "The release counts until the client comes of age on"),
        (
            "authority_ended_at",
            "The release counts until its signer's authority ends on",
        ),
        (
            "law_ended_at",
            "From {day} on, the law that applies to the client asks for a witness, and this release has none",
        ),
        ("event_occurred_at", "The release ended by its event on"),
        ("revoked_at", "The release was revoked on"),
        ("superseded_at", "The release was replaced on"),
        ("voided_at", "The release was voided on"),
    ],
)
def test_what_ended_a_release_is_told_with_its_day(
    jordan: Client, ben: Contact, fact: str, said: str
) -> None:
    by = {"revoked_by": jordan.clinician} if fact == "revoked_at" else {}
    sign(ben, NEW_YEAR, YEARS_END, **{fact: NOON}, **by)
    day = say_day_short_year(local_day(NOON))
    assert sentence(jordan, ben, NOON + DAY) == (
        f"{said.format(day=day)}." if "{day}" in said else f"{said} {day}."
    )


@pytest.mark.parametrize(
    ("ends", "starts", "said"),
    [
        pytest.param(NEW_YEAR + DAY, NOON, "ended {}.", id="before it is booked"),
        pytest.param(
            MARCH_3, NOON, "ends {}, one day before the session.", id="by a day"
        ),
        pytest.param(NOON, NOON, "ends {}, before the session does.", id="that day"),
        pytest.param(
            MARCH_3,
            MARCH_3 - FIFTY / 2,
            "ends {}, before the session does.",
            id="at midnight, within it",
        ),
    ],
)
def test_a_release_that_expires_is_told_by_its_last_day(
    jordan: Client, ben: Contact, ends: datetime, starts: datetime, said: str
) -> None:
    sign(ben, NEW_YEAR, ends)
    last = say_day_short_year(local_day(ends - FIFTY))
    assert sentence(jordan, ben, starts) == f"The release {said.format(last)}"
