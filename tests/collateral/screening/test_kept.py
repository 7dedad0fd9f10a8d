"""What the database keeps of what was said when a client was asked alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from collateral.models.screening import CONCERNS
from tests.clock import DAY, MINUTE
from tests.refusals import refused_by, run, words_of
from tests.screened import incident_with, screen, screening_of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("screening_says_what_follows", {"outcome": "?"}),
        ("screening_says_what_follows", {"manner": "?"}),
        ("screening_unsafe_stops", {"unsafe": True, "resolution": "It is over."}),
        ("screening_unsafe_stops", {"protective_order": True}),
        ("screening_helps_growth", {"growth": False}),
        ("screening_says_its_conditions", {"outcome": "conditions", "conditions": " "}),
        *(("screening_concern_is_resolved", {each: True}) for each in CONCERNS),
    ],
)
def test_what_a_screening_cannot_say(
    ben: Contact, name: str, said: dict[str, Any]
) -> None:
    screen(ben, outcome="defer")
    resolved = {"resolution": ""} if "concern" in name else {"resolution": "Yes."}
    wrong = screening_of(ben, **resolved | said)
    assert words_of(name, wrong)
    with refused_by(name, "screening_resolves_what_stopped"):
        wrong.save()


@pytest.mark.parametrize("concern", CONCERNS)
def test_a_concern_is_resolved_and_asked_again(ben: Contact, concern: str) -> None:
    with refused_by("screening_resolves_what_stopped"):
        screen(ben, **{concern: True}, resolution="At once.")
    screen(ben, **{concern: True}, outcome="defer")
    with refused_by("screening_resolves_what_stopped"):
        screen(ben)
    screen(ben, **{concern: True}, resolution="It was long ago, and we spoke of it.")


@pytest.mark.parametrize("concern", CONCERNS)
def test_a_new_concern_stops_it_first_whatever_was_resolved_before(
    ben: Contact, concern: str
) -> None:
    other = next(each for each in CONCERNS if each != concern)
    known = {other: True, "resolution": "It was long ago."}
    screen(ben)
    with refused_by("screening_resolves_what_stopped"):
        screen(ben, **known)
    screen(ben, **{other: True}, outcome="defer")
    screen(ben, **known)
    with refused_by("screening_resolves_what_stopped"):
        screen(ben, **{**known, concern: True})
    screen(ben, **{**known, concern: True}, outcome="do_not")
    screen(ben, **{**known, concern: True})


def test_it_is_about_the_clients_own_contact(ben: Contact, lee: Contact) -> None:
    with refused_by("screening_contact_of_client"):
        screen(ben, contact=lee)
    with refused_by("incident_contact_of_client"):
        incident_with(ben, contact=lee)
    with refused_by("incident_says_what_happened"):
        incident_with(ben, what=" ")


@pytest.mark.parametrize(
    ("table", "final", "kept"),
    [
        ("screening", "screening_is_final", "screening_is_not_truncated"),
        ("incident", "incident_is_final", "incident_is_not_truncated"),
    ],
)
def test_what_was_written_stays(
    ben: Contact, table: str, final: str, kept: str
) -> None:
    screen(ben), incident_with(ben)
    for sql in ("UPDATE collateral_{} SET contact_id = 1", "DELETE FROM collateral_{}"):
        with refused_by(final):
            run(sql.format(table))
    with refused_by(kept):
        run(f"TRUNCATE collateral_{table}")


def test_it_is_recorded_now(ben: Contact) -> None:
    before = timezone.now() - 2 * MINUTE
    run("SET LOCAL third_chair.past = ''")
    with refused_by("screening_is_recorded_now"):
        screen(ben, asked_at=before - DAY)
    with refused_by("incident_is_recorded_now"):
        incident_with(ben, recorded_at=before)


def test_none_is_recorded_ahead_to_be_the_newest_for_long(ben: Contact) -> None:
    ahead = timezone.now() + 2 * MINUTE
    with refused_by("screening_is_not_recorded_ahead"):
        screen(ben, asked_at=ahead)
    with refused_by("incident_is_not_recorded_ahead"):
        incident_with(ben, recorded_at=ahead)
    soon = timezone.now() + timedelta(seconds=5)
    screen(ben, asked_at=soon), incident_with(ben, recorded_at=soon)
