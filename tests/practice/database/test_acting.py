"""As whom a process connects: as the app, and for a while as somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from practice.database.acting import APP, BACKUP, OWNER, acting_as, is_divided, user
from practice.setup.environment import env_database

HOST = "127.0.0.1:5432/third_chair"
URLS = {"owner": "DATABASE_OWNER_URL", "backup": "DATABASE_BACKUP_URL"}


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings as a process of ours has them that is nobody else."""
    connection.close()
    embedded = env_database("DATABASE_URL", **URLS)
    with monkeypatch.context() as patched:
        for name in ("USER", "ROLES"):
            patched.setitem(connection.settings_dict, name, embedded[name])
        yield
    connection.close()


def who() -> str:
    return str(connection.settings_dict["USER"])


@pytest.mark.django_db(transaction=True)
def test_who_acts_as_the_owner_is_the_app_again_afterwards(app: None) -> None:
    with acting_as(OWNER):
        assert who() == "third_chair_owner"
        with acting_as(OWNER), acting_as(BACKUP):
            assert who() == "third_chair_backup"
        assert who() == "third_chair_owner"
    assert who() == "third_chair_app"


@pytest.mark.django_db(transaction=True)
def test_whatever_goes_wrong(app: None) -> None:
    with pytest.raises(ValueError, match="wrong"), acting_as(OWNER):
        raise ValueError("wrong")
    assert who() == "third_chair_app"


@pytest.mark.django_db
def test_who_is_none_of_the_three_stays_who_they_are() -> None:
    before = who()
    with acting_as(OWNER):
        assert who() == before
        assert connection.in_atomic_block  # and stays connected


def test_a_server_of_ones_own_may_know_one_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgres://app:a@{HOST}")
    found = env_database("DATABASE_URL", **URLS)
    monkeypatch.setitem(connection.settings_dict, "ROLES", found["ROLES"])
    assert found["USER"] == user(APP) == user(OWNER) == "app"
    assert user(BACKUP) is None
    assert not is_divided()


def test_or_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgres://app:a@{HOST}")
    monkeypatch.setenv("DATABASE_OWNER_URL", f"postgres://boss:b@{HOST}")
    monkeypatch.setenv("DATABASE_BACKUP_URL", f"postgres://reader:c@{HOST}")
    found = env_database("DATABASE_URL", **URLS)
    monkeypatch.setitem(connection.settings_dict, "ROLES", found["ROLES"])
    assert (user(APP), user(OWNER), user(BACKUP)) == ("app", "boss", "reader")
    assert found["ROLES"]["owner"]["PASSWORD"] == "b"
    assert is_divided()
