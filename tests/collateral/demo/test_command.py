"""``manage.py demo``: once, and only where it harms nobody."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from clients.models import Client, ConsentEvent, Contact
from collateral.demo.calendar import Calendar
from collateral.demo.practice import fill
from collateral.demo.staff import PASSWORD, STAFF
from collateral.models import Participant, Session, SharedSessionPlan
from practice.models import Role, User
from releases.history.verification import verify
from releases.models import Release, ReleaseDraft, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.long]

NOTICED: dict[Any, tuple[str, ...]] = {
    User: ("id", "username", "name", "role"),
    Client: ("id", "name", "date_of_birth", "clinician_id"),
    Contact: ("id", "client_id", "name", "relationship", "phone", "email"),
    ReleaseDraft: ("id", "contact_id", "prepared_at"),
    Release: ("id", "contact_id", "document__content_sha256", "in_force"),
    Session: ("id", "client_id", "room_id", "during", "status", "booked_at"),
    Participant: ("id", "session_id", "contact_id"),
    SharedSessionPlan: ("session_id", "topics", "boundaries"),
    ConsentEvent: ("id", "body", "sha256"),
}


def demo(**options: Any) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def digest() -> str:
    """Of everything that anyone would notice, keys included."""
    rows = [
        list(model._default_manager.order_by("pk").values_list(*names))
        for model, names in NOTICED.items()
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def digest_of_a_fresh(today: date, times: int) -> str:
    """As in a database where nothing ever was; it is put back as it is."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT sequencename FROM pg_sequences")
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER SEQUENCE "{name}" RESTART')
        fill(today, times, may_sign_in=False)
        found = digest()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("times", [1, 2])
def test_the_practice_is_the_same_on_every_run(times: int) -> None:
    today = date(2026, 6, 17)
    assert digest_of_a_fresh(today, times) == digest_of_a_fresh(today, times)
    assert digest_of_a_fresh(today, times) != digest_of_a_fresh(
        date(2026, 6, 18), times
    )


def test_everyone_signs_in_with_the_password_that_is_printed(client: Any) -> None:
    said = demo()
    assert PASSWORD in said
    for username, _, _ in STAFF:
        assert username in said
    assert client.login(username="okafor", password=PASSWORD)


def test_a_second_run_changes_nothing_and_says_so(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    demo()
    before = digest()
    with django_assert_max_num_queries(4):
        said = demo()
    assert "is here: 40 clients" in said
    assert "To start over" in said
    assert digest() == before


def test_what_is_added_later_gets_a_key_of_its_own() -> None:
    demo()
    clinician = User.objects.get(username="okafor")
    added = Client.objects.create(
        legal_name="Ada Park",
        date_of_birth=date(1990, 5, 2),
        state="NY",
        modality="cbt",
        clinician=clinician,
    )
    assert added.pk == max(Client.objects.values_list("pk", flat=True))


def test_it_refuses_outside_the_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="set DEMO=1"):
        demo()
    assert not User.objects.exists()


def test_outside_the_demo_a_scale_fills_an_empty_database_where_nobody_signs_in(
    settings: Any,
) -> None:
    settings.DEMO = False
    assert PASSWORD not in demo(scale=1)
    assert Client.objects.count() == 40
    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.parametrize("scale", [None, 1])
def test_it_refuses_a_practice_that_is_not_its_own(scale: int | None) -> None:
    User.objects.create(username="cleo", name="Cleo", role=Role.CLINICIAN)
    with pytest.raises(CommandError, match="needs an empty one"):
        demo(scale=scale)
    assert not Client.objects.exists()


def test_a_practice_is_not_its_own_for_a_name_that_stands_in_both() -> None:
    """It is known by its whole staff, and not by one contact as anyone may be called."""
    demo()
    User.objects.filter(username="brandt").update(name="Somebody Else")
    with pytest.raises(CommandError, match="needs an empty one"):
        demo()


def test_it_looks_before_anything_is_done_to_another_practice() -> None:
    assert demo(look=True) == ""
    demo()
    assert demo(look=True) == ""
    User.objects.filter(username="brandt").update(username="cleo")
    with pytest.raises(CommandError, match="needs an empty one"):
        demo(look=True)


def test_a_practice_that_is_there_is_not_multiplied() -> None:
    demo()
    with pytest.raises(CommandError, match="--scale 3 needs an empty database"):
        demo(scale=3)
    assert Client.objects.count() == 40


def test_a_scale_below_one_is_refused() -> None:
    with pytest.raises(CommandError, match="from 1"):
        demo(scale=0)


def test_three_times_the_practice_loads_through_every_constraint() -> None:
    assert "120 clients" in demo(scale=3)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert 250 < Contact.objects.count() < 280
    assert Session.objects.count() > 2000
    assert Release.objects.count() == Signature.objects.count() > 220
    assert not Participant.objects.uncovered().exists()
    assert verify().misfit is None


def test_at_any_scale_the_desk_sees_the_same_sessions(settings: Any) -> None:
    demo(scale=3)
    days = Calendar(timezone.localdate()).at_the_desk
    named = {name for _, name, _ in STAFF}
    for session in Session.objects.filter(during__startswith__date__in=days):
        assert session.clinician.name in named


@pytest.mark.parametrize(
    ("today", "after"),
    [
        pytest.param(date(2026, 3, 12), date(2026, 3, 13), id="a Thursday"),
        pytest.param(date(2026, 3, 13), date(2026, 3, 16), id="a Friday"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 1), id="always tomorrow"),
        pytest.param(date(2027, 12, 31), date(2028, 1, 3), id="the year's last Friday"),
    ],
)
def test_the_desk_sees_the_next_working_day(today: date, after: date) -> None:
    assert Calendar(today).at_the_desk == {today, today + timedelta(days=1), after}
