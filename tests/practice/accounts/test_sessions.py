"""Sessions of those who sign in, where two of their requests overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection, transaction
from django.utils import timezone

from practice.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    """The key of a session that is there."""
    store = SessionStore()
    store["kept"] = "nothing"
    store.save()
    assert store.session_key
    return store.session_key


def test_a_request_that_only_looked_does_not_undo_what_another_kept(key: str) -> None:
    looking, booking = SessionStore(key), SessionStore(key)
    assert looking["kept"] == booking["kept"] == "nothing"
    booking["kept"] = "what was typed"
    booking.save()
    looking.save()
    assert SessionStore(key)["kept"] == "what was typed"


def test_a_look_makes_the_session_last_longer(key: str) -> None:
    stored = SessionStore.get_model_class().objects
    soon = timezone.now() + timedelta(seconds=5)
    stored.update(expire_date=soon)
    looking = SessionStore(key)
    assert looking["kept"] == "nothing"
    looking.save()
    longest = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    assert soon < stored.get().expire_date <= longest


def test_a_look_does_not_bring_back_a_session_that_was_ended(key: str) -> None:
    looking = SessionStore(key)
    assert looking["kept"] == "nothing"
    SessionStore(key).flush()
    with pytest.raises(UpdateError):
        looking.save()
    assert not SessionStore.get_model_class().objects.exists()


def test_what_changed_is_written_in_one_statement(
    key: str, django_assert_num_queries: Any
) -> None:
    booking = SessionStore(key)
    booking["kept"] = "what was typed"
    with django_assert_num_queries(1):
        booking.save()
    assert SessionStore(key)["kept"] == "what was typed"


def test_a_slow_change_takes_back_nothing_that_another_has_put_there(key: str) -> None:
    slow, quick = SessionStore(key), SessionStore(key)
    assert slow["kept"] == quick["kept"] == "nothing"
    quick["signing"] = {"pk": 7}
    del quick["kept"]
    quick.save()
    slow["seen"] = "a message"
    slow.save()
    assert dict(SessionStore(key).items()) == {
        "signing": {"pk": 7},
        "seen": "a message",
    }


def test_what_a_slow_change_took_away_is_gone(key: str) -> None:
    slow, quick = SessionStore(key), SessionStore(key)
    assert slow["kept"] == quick["kept"] == "nothing"
    quick["signing"] = {"pk": 7}
    quick.save()
    del slow["kept"]
    slow.save()
    assert dict(SessionStore(key).items()) == {"signing": {"pk": 7}}


def test_a_change_does_not_bring_back_a_session_that_was_ended(key: str) -> None:
    booking = SessionStore(key)
    booking["kept"] = "what was typed"
    SessionStore(key).flush()
    with pytest.raises(UpdateError):
        booking.save()
    assert not SessionStore.get_model_class().objects.exists()


@pytest.fixture
def hurries(transactional_db: None) -> Iterator[list[str]]:
    """What each change of a stored session says of whether it waits for the disk."""
    said: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(
            "CREATE FUNCTION say_hurry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE NOTICE '%', current_setting('synchronous_commit'); RETURN NEW; "
            "END $$"
        )
        cursor.execute(
            "CREATE TRIGGER says_hurry BEFORE UPDATE ON django_session "
            "FOR EACH ROW EXECUTE FUNCTION say_hurry()"
        )

    def hear(notice: Any) -> None:
        said.append(notice.message_primary)

    connection.connection.add_notice_handler(hear)
    yield said
    connection.connection.remove_notice_handler(hear)
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION say_hurry CASCADE")
        cursor.execute("RESET synchronous_commit")


def test_what_no_crash_may_lose_is_waited_for(hurries: list[str], key: str) -> None:
    store = SessionStore(key)
    store["signing"] = {"pk": 7}
    store["_messages"] = "Booked."
    store.save()
    with transaction.atomic():
        SessionStore(key).save()
    assert hurries == ["on", "on"]


def test_a_look_and_what_is_said_once_wait_for_nothing(
    hurries: list[str], key: str
) -> None:
    SessionStore(key).save()
    store = SessionStore(key)
    store["_messages"] = "Booked."
    store.save()
    assert hurries == ["off", "off"]
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
    assert SessionStore(key)["_messages"] == "Booked."
