"""What the constraints would say, asked in one SELECT, is what each says by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model, Q, UniqueConstraint
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, Status
from practice.database.violations import violations
from practice.models import Room, User
from practice.spans import span
from releases.models import Format
from tests.booked import book
from tests.clock import FIFTY, HOUR, afternoon
from tests.signed import sign

THREE = afternoon()


@pytest.fixture
def booked(jordan: Client, ben: Contact, blue_room: Room) -> Session:
    """Jordan and Ben, at three in the blue room."""
    sign(ben)
    return book(jordan, [ben], THREE, room=blue_room)


def beside(booked: Session, **details: Any) -> Session:
    """Another session like ``booked`` but in ``details``, not saved."""
    usual: dict[str, Any] = {
        "client": booked.client,
        "clinician": booked.clinician,
        "room": booked.room,
        "place": booked.place,
        "during": booked.during,
        "booked_at": timezone.now(),
    }
    return Session(**{**usual, **details})


def said(instance: Model, exclude: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What all the constraints say against ``instance``, by name."""
    asked = violations(instance, instance._meta.constraints, exclude)
    return {constraint.name: error.messages for constraint, error in asked}


def each_says(instance: Model) -> dict[str, list[str]]:
    """The same, as Django asks: one constraint after the other."""
    found = {}
    for constraint in instance._meta.constraints:
        try:
            constraint.validate(type(instance), instance)
        except ValidationError as error:
            found[constraint.name] = error.messages
    return found


@pytest.mark.parametrize(
    ("details", "names"),
    [
        pytest.param({}, "clinician room client", id="all three"),
        pytest.param({"room": None}, "clinician client", id="by video"),
        pytest.param({"format": Format.COLLATERAL}, "clinician room", id="collateral"),
        pytest.param({"status": Status.CANCELLED}, "", id="cancelled"),
        pytest.param({"during": span(THREE + FIFTY, THREE + HOUR)}, "", id="after"),
    ],
)
def test_those_that_would_refuse_are_told_at_once(
    booked: Session, details: dict[str, Any], names: str
) -> None:
    other = beside(booked, **details)
    assert set(said(other)) == {f"session_{name}_free" for name in names.split()}
    assert said(other) == each_says(other)


@pytest.mark.parametrize(
    ("details", "name"),
    [
        pytest.param({"status": "no_show"}, "session_has_a_status", id="no status"),
        pytest.param(
            {"booked_at": THREE + HOUR}, "session_booked_before_it_ends", id="late"
        ),
    ],
)
def test_checks_are_asked_with_them(
    booked: Session, details: dict[str, Any], name: str
) -> None:
    other = beside(booked, **details)
    assert name in said(other)
    assert said(other) == each_says(other)


def test_what_is_left_out_is_not_asked_about(booked: Session) -> None:
    other = beside(booked, booked_at=THREE + HOUR)
    late = "session_booked_before_it_ends"
    assert set(said(other, ("client", "room"))) == {late, "session_clinician_free"}
    assert set(said(other, ("status",))) == {late}
    assert set(said(other, ("during",))) == set()


@pytest.mark.parametrize("column", ["status", "during"])
def test_what_is_not_known_refuses_nothing_as_in_the_database(
    booked: Session, column: str
) -> None:
    assert said(beside(booked, **{column: None})) == {}


def test_a_row_is_not_in_its_own_way(booked: Session) -> None:
    assert said(booked) == {}


def test_they_are_asked_in_one_statement(booked: Session) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert len(said(beside(booked, booked_at=THREE + HOUR))) == 4
    assert len(captured) == 1


def test_other_constraints_answer_for_themselves(ada: User) -> None:
    again = User(username="ADA", name="Ada", role="boss")
    assert said(again) == {
        "user_username_once": ["Someone already signs in with this name."],
        "user_has_a_role": ["Choose a role."],
    }


def test_without_any_there_is_nothing_to_ask(
    booked: Session, django_assert_num_queries: Any
) -> None:
    only = UniqueConstraint(fields=["client"], condition=Q(pk=0), name="never")
    with django_assert_num_queries(0):
        assert list(violations(booked, [])) == []
        assert list(violations(booked, [only], exclude=["client"])) == []
