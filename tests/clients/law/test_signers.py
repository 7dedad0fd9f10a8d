"""Who may sign for a client, and until when it counts."""

from __future__ import annotations

from datetime import date

import pytest

from clients.law.signers import Capacity, authority_ends_on
from clients.law.who import who_may_sign
from clients.models import Client

BORN = date(2008, 2, 29)
LAST, FIRST = date(2026, 2, 28), date(2026, 3, 1)  # as a minor, and of age


@pytest.mark.parametrize(
    ("day", "emancipated", "rights"),
    [
        pytest.param(LAST, False, {"parent", "minor", "agent"}, id="a minor"),
        pytest.param(LAST, True, {"client", "agent"}, id="emancipated"),
        pytest.param(FIRST, False, {"client", "agent"}, id="of age"),
    ],
)
def test_who_may_sign_depends_on_the_day(
    db: None, day: date, emancipated: bool, rights: set[str]
) -> None:
    client = Client(date_of_birth=BORN, state="NY", emancipated=emancipated)
    assert who_may_sign(client, day).rights == rights


@pytest.mark.parametrize("capacity", Capacity)
def test_who_signs_in_a_minors_place_does_so_until_majority(capacity: Capacity) -> None:
    """45 CFR 164.502(g)(3)."""
    client = Client(date_of_birth=BORN, state="NY")
    in_person = capacity in {"client", "minor"}
    assert authority_ends_on(client, capacity, LAST) == (None if in_person else FIRST)
    assert authority_ends_on(client, capacity, FIRST) is None


def test_in_alabama_a_year_later() -> None:
    client = Client(date_of_birth=BORN, state="AL")
    assert authority_ends_on(client, "parent", FIRST) == date(2027, 3, 1)
