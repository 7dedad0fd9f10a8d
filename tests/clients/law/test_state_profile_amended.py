"""What the database refuses of a correction, whoever makes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from clients.law.amending import amend, next_version
from clients.models import StateProfile
from practice.models import User
from tests.clients.law.test_state_profile import follow, with_value
from tests.clock import DAY
from tests.refusals import refused_by, run

pytestmark = pytest.mark.django_db


def of(state: str) -> StateProfile:
    return StateProfile.objects.get(state=state)


def test_no_correction_is_dated_back() -> None:
    run("SET LOCAL third_chair.past = ''")
    today = timezone.localdate()
    with refused_by("state_profile_starts_ahead"), transaction.atomic():
        follow(of("IL"), today - 2 * DAY)
    follow(of("IL"), today)


def test_a_term_is_in_days_or_in_months() -> None:
    last, today = of("CA"), timezone.localdate()
    with refused_by("state_profile_one_term"), transaction.atomic():
        follow(last, today, values=with_value(last, "max_days", 180))
    follow(last, today, values=with_value(last, "max_days", 0))


@pytest.mark.parametrize("left_out", ["signer_rule", "signer_age"])
def test_who_signs_is_said_with_the_age(left_out: str) -> None:
    last, today = of("DC"), timezone.localdate()
    values: dict[str, Any] = {k: v for k, v in last.values.items() if k != left_out}
    with refused_by("state_profile_says_who_from_when"), transaction.atomic():
        follow(last, today, values=values)
    follow(last, today, values=with_value(last, "signer_age", 15))


def test_who_amends_the_same_version_second_is_refused(nora: User) -> None:
    last, today = of("IL"), timezone.localdate()
    first, second = (
        next_version(last, {}, starts=today, reason=reason, by=nora)
        for reason in ("Nora's.", "Another's.")
    )
    amend(last, first)
    with refused_by("state_profile_version_once"), transaction.atomic():
        amend(last, second)
    assert [
        p.reason for p in StateProfile.objects.in_force(today).filter(state="IL")
    ] == ["Nora's."]
