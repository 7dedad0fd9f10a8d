from __future__ import annotations

from datetime import date

import pytest

from clients.models import Client


def born(day: date, state: str = "NY", **details: bool) -> Client:
    return Client(legal_name="Teo Vance", date_of_birth=day, state=state, **details)


@pytest.mark.parametrize(
    ("day", "state", "of_age_on"),
    [
        (date(2008, 11, 1), "NY", date(2026, 11, 1)),
        (date(2008, 12, 31), "NY", date(2026, 12, 31)),
        (date(2007, 12, 31), "AL", date(2026, 12, 31)),
        (date(2008, 12, 31), "NE", date(2026, 12, 31)),
        (date(2008, 12, 31), "MS", date(2026, 12, 31)),
        (date(2008, 2, 29), "NY", date(2026, 3, 1)),
        (date(2008, 2, 29), "AL", date(2027, 3, 1)),
        (date(2008, 2, 28), "NY", date(2026, 2, 28)),
    ],
)
def test_a_client_comes_of_age_by_the_law_of_the_state(
    day: date, state: str, of_age_on: date
) -> None:
    client = born(day, state)
    assert client.comes_of_age_on == of_age_on
    assert not client.is_minor_on(of_age_on)
    assert client.is_minor_on(of_age_on.replace(day=1)) is (of_age_on.day != 1)


def test_an_emancipated_client_is_no_minor() -> None:
    assert not born(date(2012, 5, 2), emancipated=True).is_minor_on(date(2026, 5, 2))


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2026, 2, 28), 17),
        (date(2026, 3, 1), 18),
        (date(2028, 2, 28), 19),
        (date(2028, 2, 29), 20),
    ],
)
def test_someone_born_on_29_february_has_a_birthday_every_year(
    on: date, age: int
) -> None:
    assert born(date(2008, 2, 29)).age_on(on) == age
