"""What the database keeps of what parents said and were told."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from tests.clock import MINUTE
from tests.family import asked, checked_in, intake_with, told_to_expect
from tests.refusals import refused_by, run, words_of


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (intake_with, "intake_contact_of_client"),
        (checked_in, "check_in_contact_of_client"),
        (told_to_expect, "expectation_contact_of_client"),
        (asked, "inquiry_contact_of_client"),
    ],
)
def test_an_entry_is_of_the_clients_own_contact(
    rosa: Contact, lee: Contact, make: Any, rule: str
) -> None:
    with refused_by(rule):
        make(rosa, contact=lee)


@pytest.mark.parametrize(
    ("make", "field", "rule"),
    [
        (intake_with, "concerns", "intake_says_something"),
        (checked_in, "words", "check_in_says_something"),
        (told_to_expect, "words", "expectation_says_something"),
        (asked, "words", "inquiry_says_something"),
    ],
)
def test_an_entry_says_something(
    rosa: Contact, make: Any, field: str, rule: str
) -> None:
    entry = make(rosa)
    setattr(entry, field, " ")
    assert words_of(rule, entry)
    with refused_by(rule):
        make(rosa, **{field: " "})


@pytest.mark.parametrize(
    ("make", "field", "rule"),
    [
        (checked_in, "occasion", "check_in_has_an_occasion"),
        (asked, "channel", "inquiry_came_somehow"),
    ],
)
def test_an_entry_says_how_it_came(
    rosa: Contact, make: Any, field: str, rule: str
) -> None:
    entry = make(rosa)
    setattr(entry, field, "?")
    assert words_of(rule, entry)
    with refused_by(rule):
        make(rosa, **{field: "?"})


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (intake_with, "intake_is_recorded_now"),
        (checked_in, "check_in_is_recorded_now"),
        (told_to_expect, "expectation_is_recorded_now"),
        (asked, "inquiry_is_recorded_now"),
    ],
)
def test_an_entry_is_written_down_now(rosa: Contact, make: Any, rule: str) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by(rule):
        make(rosa, recorded_at=timezone.now() - 2 * MINUTE)


@pytest.mark.parametrize(
    ("make", "table", "final", "kept"),
    [
        (intake_with, "intake", "intake_is_final", "intake_is_not_truncated"),
        (checked_in, "checkin", "check_in_is_final", "check_in_is_not_truncated"),
        (
            told_to_expect,
            "expectation",
            "expectation_is_final",
            "expectation_is_not_truncated",
        ),
    ],
)
def test_an_entry_stays_as_it_was(
    rosa: Contact, make: Any, table: str, final: str, kept: str
) -> None:
    make(rosa)
    with refused_by(final):
        run(f"UPDATE collateral_{table} SET recorded_at = now()")
    with refused_by(final):
        run(f"DELETE FROM collateral_{table}")
    with refused_by(kept):
        run(f"TRUNCATE collateral_{table} CASCADE")
