"""Sessions of those who sign in, where two of their requests overlap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
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
