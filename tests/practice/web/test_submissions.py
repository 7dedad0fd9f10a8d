from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails

from practice.models import Role, Room, Submission, User
from practice.web.submissions import submitted_once

KEY = "7d0a6a3e-1f67-4b51-9a7b-6a5bd3c8a001"


@submitted_once
def add_room(request: Any) -> HttpResponse:
    """Adds a room and goes to it; but a room named Wrong comes back, half-written."""
    room = Room.objects.create(name=f"{request.POST['name']} {uuid.uuid4()}")
    if request.POST["name"] == "Wrong":
        return HttpResponse("Look again.", status=422)
    if request.POST["name"] == "Broken":
        raise ZeroDivisionError
    return redirect(f"/rooms/{room.pk}/")


def send(user: User, name: str = "Blue", key: str = KEY, **headers: str) -> Any:
    request = RequestFactory().post(
        "/rooms/new/", {"name": name, "form_key": key}, headers=headers
    )
    request.user = user
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return add_room(request)


def test_a_form_sent_twice_counts_once_and_leads_to_the_same_place(ada: User) -> None:
    first, second = send(ada), send(ada)
    assert Room.objects.count() == 1
    assert first.url == second.url == f"/rooms/{Room.objects.get().pk}/"


def test_another_form_counts_again(ada: User) -> None:
    send(ada)
    send(ada, key="7d0a6a3e-1f67-4b51-9a7b-6a5bd3c8a002")
    assert Room.objects.count() == 2


def test_another_person_may_have_the_same_key(ada: User, cleo: User) -> None:
    send(ada)
    send(cleo)
    assert Room.objects.count() == 2


@pytest.mark.parametrize("key", ["", "seven", "7d0a6a3e"])
def test_a_form_without_a_key_counts_every_time(ada: User, key: str) -> None:
    send(ada, key=key)
    send(ada, key=key)
    assert Room.objects.count() == 2
    assert not Submission.objects.exists()


def test_a_form_that_comes_back_leaves_nothing_and_may_be_sent_again(ada: User) -> None:
    assert send(ada, "Wrong").status_code == 422
    assert not Room.objects.exists()
    assert not Submission.objects.exists()
    send(ada, "Blue")
    assert Room.objects.count() == 1


def test_an_exception_leaves_nothing_and_passes(ada: User) -> None:
    with pytest.raises(ZeroDivisionError):
        send(ada, "Broken")
    assert not Room.objects.exists()
    assert not Submission.objects.exists()


def test_only_the_path_of_where_it_led_is_kept(ada: User) -> None:
    send(ada)
    assert Submission.objects.get().url == f"/rooms/{Room.objects.get().pk}/"


def test_that_it_counts_is_noted_in_a_statement_before_and_one_after(ada: User) -> None:
    with CaptureQueriesContext(connection) as captured:
        send(ada)
    kinds = [query["sql"].split()[0] for query in captured]
    # The transaction, the key, the room, where it led.
    assert kinds == ["SAVEPOINT", "INSERT", "INSERT", "UPDATE", "RELEASE"]


def test_htmx_is_led_there_as_a_whole_page(ada: User) -> None:
    url = send(ada).url
    again = send(ada, **{"HX-Request": "true"})
    assert again.headers["HX-Redirect"] == url


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_count_once() -> None:
    ada = User.objects.create(username="ada", name="Ada", role=Role.CLINICIAN)
    start = threading.Barrier(2)
    urls: list[str] = []

    def sender() -> None:
        start.wait()
        try:
            urls.append(send(ada).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=sender) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Room.objects.count() == 1
    assert urls == [f"/rooms/{Room.objects.get().pk}/"] * 2
