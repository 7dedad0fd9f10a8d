"""What the database holds of the law: one version on each day, none rewritten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from clients.law import laying
from clients.law.laying import lay_down
from clients.law.profile import Delivered, delivered, restored, stored
from clients.law.rules import rules_for
from clients.law.states import US_STATES
from clients.models import Client, StateProfile
from practice.models import User
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of

pytestmark = pytest.mark.django_db


def illinois() -> StateProfile:
    return StateProfile.objects.get(state="IL")


def follow(last: StateProfile, starts: date, **changed: Any) -> StateProfile:
    """A later version, in force from ``starts``."""
    StateProfile.objects.filter(pk=last.pk).update(superseded_from=starts)
    fields = {
        "state": last.state,
        "version": last.version + 1,
        "effective_from": starts,
        "values": last.values,
        "delivered": last.delivered,
        "reason": "The statute was amended.",
        **changed,
    }
    return StateProfile.objects.create(**fields)


def with_value(profile: StateProfile, key: str, value: object) -> dict[str, Any]:
    known = profile.values.get(key, profile.values["minor_age"])
    return {**profile.values, key: {**known, "value": value}}


def test_every_state_is_laid_down_as_delivered() -> None:
    rows = StateProfile.objects.in_force(timezone.localdate())
    assert {row.state for row in rows} == {state for state, _name in US_STATES}
    for row in rows:
        assert row.version == 1
        assert stored(restored(row.values)) == stored(delivered()[row.state])


def test_laying_it_down_twice_does_nothing() -> None:
    lay_down(StateProfile, timezone.localdate())
    assert StateProfile.objects.count() == len(US_STATES)


def test_a_newer_file_follows_but_what_was_reviewed_here_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    today = timezone.localdate()
    last = illinois()
    reviewed = {**last.values["minor_age"], "value": 14, "reviewed_by": "Nora Lind"}
    second = follow(last, today, values={**last.values, "minor_age": reviewed})
    newer = vars(delivered()["IL"]) | {"version": 2, "witness_sign": None}
    monkeypatch.setattr(laying, "delivered", lambda: {"IL": Delivered(**newer)})
    lay_down(StateProfile, today + DAY)
    lay_down(StateProfile, today + 2 * DAY)
    third = StateProfile.objects.get(state="IL", version=3)
    assert (third.effective_from, third.delivered) == (today + DAY, 2)
    assert third.law.minor_age.value == 14
    assert third.law.witness_sign is None
    second.refresh_from_db()
    assert second.superseded_from == today + DAY


def test_a_version_counts_from_its_day_and_not_before(jordan: Client) -> None:
    Client.objects.filter(pk=jordan.pk).update(state="IL")
    jordan.refresh_from_db()
    starts = timezone.localdate() + 10 * DAY
    last = illinois()
    follow(last, starts, values=with_value(last, "witness_sign", False))
    assert rules_for(jordan, starts - DAY).witness_sign
    assert not rules_for(jordan, starts).witness_sign
    assert rules_for(jordan, starts).laws[0].version == 2


def test_two_versions_never_count_on_one_day() -> None:
    last = illinois()
    second = StateProfile(
        state="IL", version=2, effective_from=timezone.localdate(),
        values=last.values, delivered=1, reason="Amended.",
    )  # fmt: skip
    assert words_of("state_profile_one_in_force", second)
    with refused_by("state_profile_one_in_force"):
        second.save()


def test_a_version_is_there_once() -> None:
    last = illinois()
    with refused_by("state_profile_version_once"), transaction.atomic():
        follow(last, timezone.localdate(), version=1, effective_from=None)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("state_profile_has_a_reason", {"reason": " "}),
        ("state_profile_starts", {"effective_from": None}),
    ],
)
def test_a_version_says_why_from_when_and_what(
    name: str, changed: dict[str, Any]
) -> None:
    with refused_by(name), transaction.atomic():
        follow(illinois(), timezone.localdate(), **changed)


def test_a_version_says_when_a_minor_may_consent() -> None:
    last = illinois()
    known = {k: v for k, v in last.values.items() if k != "minor_age"}
    with refused_by("state_profile_is_whole"), transaction.atomic():
        follow(last, timezone.localdate(), values=known)


@pytest.mark.parametrize(
    ("key", "value"),
    [("minor_age", "twelve"), ("witness_sign", "yes"), ("max_days", True)],
)
def test_a_value_is_of_its_kind(key: str, value: object) -> None:
    last = illinois()
    with refused_by("state_profile_is_whole"), transaction.atomic():
        follow(last, timezone.localdate(), values=with_value(last, key, value))


@pytest.mark.parametrize("left_out", ["source", "seen", "confidence", "value"])
def test_a_value_says_where_it_was_read(left_out: str) -> None:
    last = illinois()
    values = with_value(last, "minor_age", 12)
    del values["minor_age"][left_out]
    with refused_by("state_profile_is_whole"), transaction.atomic():
        follow(last, timezone.localdate(), values=values)


@pytest.mark.parametrize("state", ["IL", "AL", "NE"])
def test_a_profile_agrees_with_the_database_when_clients_come_of_age(
    state: str,
) -> None:
    last = StateProfile.objects.get(state=state)
    key = "care_age" if "care_age" in last.values else "majority_age"
    with refused_by("state_profile_agrees_when_of_age"), transaction.atomic():
        follow(last, timezone.localdate(), values=with_value(last, key, 20))
    follow(last, timezone.localdate(), values=with_value(last, "minor_age", 15))


@pytest.mark.parametrize("state", [state for state, _name in US_STATES])
def test_the_database_reckons_by_what_is_stored(state: str) -> None:
    law = StateProfile.objects.get(state=state).law
    with connection.cursor() as cursor:
        cursor.execute("SELECT comes_of_age_on('2008-05-02', %s)", [state])
        assert cursor.fetchone() == (date(2008 + law.of_age, 5, 2),)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE clients_stateprofile SET reason = 'other' WHERE state = 'IL'",
        "UPDATE clients_stateprofile SET superseded_from = now(), version = 7",
        "DELETE FROM clients_stateprofile WHERE state = 'IL'",
    ],
)
def test_what_was_written_stays(sql: str) -> None:
    with refused_by("state_profile_is_final"):
        run(sql)


def test_the_law_is_not_emptied() -> None:
    with refused_by("state_profile_is_not_truncated"):
        run("TRUNCATE clients_stateprofile CASCADE")


def test_a_version_ends_once(ada: User) -> None:
    last = illinois()
    follow(last, timezone.localdate(), corrected_by=ada)
    with refused_by("state_profile_is_final"):
        StateProfile.objects.filter(pk=last.pk).update(superseded_from=None)


def test_a_second_correction_on_one_day_takes_the_place_of_the_first() -> None:
    today = timezone.localdate()
    second = follow(illinois(), today)
    third = follow(second, today)
    counting = StateProfile.objects.in_force(today).filter(state="IL")
    assert list(counting) == [third]
