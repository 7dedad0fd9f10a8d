"""Setting up a practice from the command line."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from practice.models import Room, User

pytestmark = pytest.mark.django_db


def add(monkeypatch: pytest.MonkeyPatch, password: str, *who: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    said = io.StringIO()
    call_command("add_user", *who, stdout=said)
    return said.getvalue()


def test_someone_added_can_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    said = add(monkeypatch, "plum-jacket-1991", "ada", "Dr. Ada Byrne", "clinician")
    assert said == "ada may sign in: Clinician.\n"
    assert (
        authenticate(username="ada", password="plum-jacket-1991") == User.objects.get()
    )


@pytest.mark.parametrize(
    ("password", "who", "why"),
    [
        ("12345678", ("ada", "Ada", "clinician"), "too common"),
        ("plum-jacket-1991", ("ada ada", "Ada", "clinician"), "valid username"),
        ("plum-jacket-1991", ("ada", "", "clinician"), "blank"),
    ],
)
def test_a_fault_is_said_and_nobody_added(
    monkeypatch: pytest.MonkeyPatch, password: str, who: tuple[str, ...], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        add(monkeypatch, password, *who)
    assert not User.objects.exists()


def test_two_people_cannot_sign_in_by_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "plum-jacket-1991", "ada", "Dr. Ada Byrne", "clinician")
    with pytest.raises(CommandError, match="already signs in"):
        add(monkeypatch, "plum-jacket-1992", "ADA", "Ada Other", "admin")


def test_a_room_is_added_once() -> None:
    call_command("add_room", "Room 1", stdout=io.StringIO())
    with pytest.raises(CommandError, match="already exists"):
        call_command("add_room", "Room 1")
    assert Room.objects.count() == 1
