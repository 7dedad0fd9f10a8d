"""Whom a page is there for, and how it may be asked."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from practice.models import Role, User
from practice.web.page import FORM, OFFICE, admits, page
from practice.web.requests import SignedInRequest


@page(*OFFICE, methods=FORM)
def desk(request: SignedInRequest) -> HttpResponse:
    return HttpResponse("the desk")


@page()
def hall(request: SignedInRequest) -> HttpResponse:
    return HttpResponse("the hall")


def asked(method: str, role: Role) -> SignedInRequest:
    request = RequestFactory().generic(method, "/")
    request.user = User(role=role)
    return request


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_a_stranger_gets_404_whatever_the_method(method: str) -> None:
    request = asked(method, Role.ADMIN)
    with pytest.raises(Http404):
        desk(request)
    assert not admits(desk, request)


@pytest.mark.parametrize("role", OFFICE)
def test_who_may_come_in_is_told_how_to_ask(role: Role) -> None:
    for method in FORM:
        assert desk(asked(method, role)).content == b"the desk"
    refused = asked("PUT", role)
    response = desk(refused)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert not admits(desk, refused)
    assert admits(desk, asked("POST", role))


@pytest.mark.parametrize("role", Role)
def test_a_page_that_names_no_role_is_there_for_whoever_is_signed_in(
    role: Role,
) -> None:
    assert hall(asked("GET", role)).status_code == 200
    response = hall(asked("POST", role))
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_a_page_can_be_read_for_its_roles() -> None:
    assert desk.roles == (Role.CLINICIAN, Role.FRONT_DESK)
    assert hall.roles == tuple(Role)


def test_what_says_nothing_of_itself_is_reached_by_anyone() -> None:
    def bare(request: SignedInRequest) -> HttpResponse:
        return HttpResponse()

    assert admits(bare, asked("PATCH", Role.ADMIN))
