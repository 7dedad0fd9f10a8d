"""Nothing starts without the gate."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import get_resolver, include, path
from django.views import View

from clients.models import Client
from collateral.booking import views as booking_views
from collateral.ending import views as ending_views
from collateral.gate.checks import (
    AUTHENTICATION,
    GATE,
    SCHEDULING,
    gate_stands,
    scheduling_is_declared,
)
from collateral.gate.scheduling import schedules
from collateral.sessions import views as session_views
from tests.collateral import acts
from tests.collateral.gate import undeclared


def errors(*views: Any) -> list[str]:
    """The ids of what the check says of a site that has these views."""
    urls = ModuleType("urls")
    urls.urlpatterns = [path(f"{n}/", view) for n, view in enumerate(views)]
    with override_settings(ROOT_URLCONF=urls):
        return [error.id for error in scheduling_is_declared(None)]


def failing() -> list[str]:
    """The ids of the checks that keep the application from starting."""
    return [found.id for found in run_checks() if found.is_serious()]


def ids(middleware: list[str]) -> list[str]:
    with override_settings(MIDDLEWARE=middleware):
        return [error.id for error in gate_stands(None)]


def test_everything_is_in_order() -> None:
    assert failing() == []


def test_without_the_gate_nothing_starts() -> None:
    without = [name for name in settings.MIDDLEWARE if name != GATE]
    assert ids(without) == ["collateral.E001"]
    with override_settings(MIDDLEWARE=without):
        assert failing() == ["collateral.E001"]


@pytest.mark.parametrize("name", AUTHENTICATION)
def test_the_gate_stands_after_authentication(name: str) -> None:
    before = [each for each in settings.MIDDLEWARE if each != GATE]
    before.insert(before.index(name), GATE)
    assert ids(before) == ["collateral.E002"]
    after = [each for each in settings.MIDDLEWARE if each != GATE]
    after.insert(max(after.index(each) for each in AUTHENTICATION) + 1, GATE)
    assert ids(after) == []


@pytest.mark.parametrize("name", AUTHENTICATION)
def test_nobody_is_let_in_unknown(name: str) -> None:
    without = [each for each in settings.MIDDLEWARE if each != name]
    assert ids(without) == ["collateral.E002"]


@pytest.mark.parametrize(
    "view",
    undeclared.VIEWS,
    ids=lambda view: getattr(view, "__name__", repr(view)[:40]),
)
def test_a_view_that_writes_sessions_undeclared_is_found(view: Any) -> None:
    assert errors(view) == ["collateral.E003"]


@pytest.mark.parametrize(
    "view",
    undeclared.VIEWS,
    ids=lambda view: getattr(view, "__name__", repr(view)[:40]),
)
def test_declared_it_passes(view: Any) -> None:
    def asks(*args: Any, **kwargs: Any) -> Any:
        return schedules(lambda request, **_: None)(view)(*args, **kwargs)

    declared = schedules(lambda request, **_: None)(asks)
    assert errors(declared) == []


def test_a_view_inside_an_included_urlconf_is_found() -> None:
    urls = ModuleType("urls")
    urls.urlpatterns = [
        path("a/", include([path("b/", include([path("c/", undeclared.books)]))]))
    ]
    with override_settings(ROOT_URLCONF=urls):
        assert [error.id for error in scheduling_is_declared(None)] == [
            "collateral.E003"
        ]


def test_every_view_of_ours_that_schedules_is_declared() -> None:
    declared = {
        view.__qualname__
        for view in all_views(get_resolver().url_patterns)
        if hasattr(view, "schedules")
    }
    assert declared == {
        "booking",
        "session_move",
        "session_participants",
        "session_reopening",
    }


@pytest.mark.parametrize(
    "view",
    [
        booking_views.booking,
        session_views.session_move,
        session_views.session_participants,
        session_views.session_reopening,
    ],
)
def test_the_check_would_find_each_of_them(view: Any) -> None:
    """So that passing means that it looked."""
    bare = view.__wrapped__
    while hasattr(bare, "schedules"):
        bare = bare.__wrapped__
    assert errors(bare) == ["collateral.E003"]


@pytest.mark.parametrize(
    "view",
    [
        session_views.session_cancellation,
        session_views.session,
        booking_views.coverage,
        ending_views.release_revocation,
        ending_views.draft_signature,
    ],
)
def test_what_holds_cancels_or_shows_need_not_be_declared(view: Any) -> None:
    assert not hasattr(view, "schedules")
    assert errors(view) == []


def test_the_acts_that_schedule_are_all_known() -> None:
    """A fifth way to schedule must be added to the list."""
    known = {act.__name__ for act in SCHEDULING}
    assert {*acts.__all__} - known == {"SessionChanged", "cancel"}


class Reads(View):
    """Shows sessions; there is nothing to declare."""


def test_a_class_that_only_reads_passes() -> None:
    assert errors(Reads.as_view()) == []


def tells_the_session_of_a_seat(request: HttpRequest, seat: Any) -> HttpResponse:
    return HttpResponse(seat.session.pk)


def changes_a_client_and_remembers_it(request: HttpRequest) -> HttpResponse:
    client = Client.objects.get(pk=request.session.get("client"))
    client.save(update_fields=["language"])
    request.session.update({"client": client.pk})
    return HttpResponse()


def creates_another_model_by_its_name(request: HttpRequest) -> HttpResponse:
    apps.get_model("clients", "Contact").objects.create(relationship="session")
    return HttpResponse()


def reads_sessions_by_their_name(request: HttpRequest) -> HttpResponse:
    return HttpResponse(apps.get_model("collateral", "Session").objects.count())


@pytest.mark.parametrize(
    "view",
    [
        tells_the_session_of_a_seat,
        changes_a_client_and_remembers_it,
        creates_another_model_by_its_name,
        reads_sessions_by_their_name,
    ],
)
def test_what_only_looks_as_if_it_wrote_sessions_passes(view: Any) -> None:
    assert errors(view) == []


def all_views(patterns: list[Any]) -> list[Any]:
    found = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            found += all_views(pattern.url_patterns)
        else:
            found.append(pattern.callback)
    return found
