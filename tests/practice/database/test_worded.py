"""A question that is worded once is answered each time, for what it is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from clients.models import Contact
from practice.database.base import OFTEN
from practice.database.prepared import prepared_cursor
from practice.database.worded import worded
from practice.spans import span

NOON = datetime(2027, 1, 12, 17, tzinfo=UTC)


@pytest.fixture
def wordings() -> list[Any]:
    return []


@pytest.fixture
def by_name(wordings: list[Any]) -> Any:
    @worded
    def question(name: str, *, among: list[int]) -> QuerySet[Contact]:
        wordings.append(name)
        return Contact.objects.filter(name=name, pk__in=among)

    return question


def test_it_is_worded_once(
    by_name: Any, wordings: list[Any], ben: Contact, maria: Contact
) -> None:
    both = [ben.pk, maria.pk]
    for contact in (ben, maria):
        assert by_name(contact.name, among=both) == [contact]
    assert len(wordings) == 1


def test_among_none_it_finds_nobody(by_name: Any, ben: Contact) -> None:
    assert by_name(ben.name, among=[]) == []


def test_a_row_that_it_finds_can_be_saved(by_name: Any, ben: Contact) -> None:
    (found,) = by_name(ben.name, among=[ben.pk])
    found.phone = "(518) 555-0199"
    found.save()
    ben.refresh_from_db()
    assert ben.phone == "(518) 555-0199"


def test_the_server_plans_it_once(by_name: Any, ben: Contact) -> None:
    for _ in range(OFTEN + 1):
        by_name(ben.name, among=[ben.pk])
    list(Contact.objects.filter(phone="asked by itself"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert any("unnest" in each and "clients_contact" in each for each in prepared)
    # What nobody words once is bound here, as Django's own backend does it.
    assert not any('"phone" = ' in each for each in prepared)


@pytest.mark.django_db
def test_given_spans_and_lists_it_is_planned_once_too() -> None:
    an_hour = span(NOON, NOON + timedelta(hours=1))
    asked = "SELECT %s::tstzrange && ANY(%s::tstzrange[])"
    with prepared_cursor() as cursor:
        for _ in range(
            OFTEN + 6
        ):  # the server itself gives it a plan for all after five
            cursor.execute(asked, [an_hour, [an_hour]])
        cursor.execute(
            "SELECT generic_plans > 0, custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE 'SELECT $1::tstzrange && ANY%%'"
        )
        assert cursor.fetchall() == [(True, 0)]


def test_it_is_planned_anew_once_its_table_has_changed(
    by_name: Any, ben: Contact
) -> None:
    for _ in range(OFTEN + 1):
        by_name(ben.name, among=[ben.pk])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or no table may change
        cursor.execute("ALTER TABLE clients_contact ADD COLUMN spare integer")
    assert by_name(ben.name, among=[ben.pk]) == [ben]
