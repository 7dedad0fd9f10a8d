"""What the database keeps of who saw another's client in an emergency."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client
from practice.models import User
from tests.clock import DAY, HOUR, MINUTE
from tests.emergencies import seen_by
from tests.refusals import refused_by, run


def test_a_clinician_asks_and_nobody_else(
    finn: User, nora: User, jordan: Client, cleo: User
) -> None:
    for who in (finn, nora):
        with refused_by("emergency_of_a_clinician"):
            seen_by(who, jordan)
    seen_by(cleo, jordan)


@pytest.mark.parametrize("reason", ["", "  "])
def test_there_is_a_reason(reason: str, cleo: User, jordan: Client) -> None:
    with refused_by("emergency_has_a_reason"):
        seen_by(cleo, jordan, reason)


@pytest.mark.parametrize("lasts", [timedelta(0), -HOUR, DAY + MINUTE])
def test_it_ends_within_a_day(lasts: timedelta, cleo: User, jordan: Client) -> None:
    with refused_by("emergency_ends_within_a_day"):
        seen_by(cleo, jordan, lasts=lasts)
    seen_by(cleo, jordan, lasts=DAY)


def test_it_is_not_dated_back(cleo: User, jordan: Client) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("emergency_begins_now"):
        seen_by(cleo, jordan, days=1)
    seen_by(cleo, jordan)


@pytest.mark.parametrize(
    "change", ["reason = 'Another'", "ends_at = ends_at + interval '1 hour'"]
)
def test_it_stays_as_it_was_asked_for(change: str, cleo: User, jordan: Client) -> None:
    access = seen_by(cleo, jordan)
    with refused_by("emergency_is_final"):
        run(f"UPDATE clients_emergencyaccess SET {change}")
    with refused_by("emergency_is_final"):
        access.delete()
    with refused_by("emergencies_are_kept"):
        run("TRUNCATE clients_emergencyaccess")


def test_somebody_else_looks_into_it_once(
    cleo: User, jordan: Client, nora: User
) -> None:
    access = seen_by(cleo, jordan)
    access.reviewed_by, access.reviewed_at = cleo, timezone.now()
    with refused_by("emergency_reviewed_by_another"):
        access.save()
    access.reviewed_by, access.reviewed_at = nora, None
    with refused_by("emergency_reviewed_by_another"):
        access.save()
    access.reviewed_at = timezone.now()
    access.save()
    access.reviewed_at = timezone.now() + HOUR
    with refused_by("emergency_is_final"):
        access.save()
