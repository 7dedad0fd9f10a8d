"""What was typed into a page that may not be sent: nothing is done, nothing is lost.

The answer holds all of it, to be sent again; the server keeps none of it, as it may be
somebody else's.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from practice.models import User
from practice.web.opened import NOT_TYPED

# Sent along, and nothing to read.
UNREAD = {*NOT_TYPED, "form_key", "version", "read", "shown", "strokes", "then"}


def opened_by_another(request: HttpRequest, opener: User) -> HttpResponse:
    return _page(request, "another", HTTPStatus.CONFLICT, opener)


def signed_out(request: HttpRequest, *, long_enough: bool = False) -> HttpResponse:
    """``long_enough`` where nobody stays signed in longer."""
    why = "long_enough" if long_enough else "signed_out"
    return _page(request, why, HTTPStatus.CONFLICT)


def signed_in_again(request: HttpRequest) -> HttpResponse:
    """The token is an old one; the page is of whoever is signed in."""
    return _page(request, "again", HTTPStatus.FORBIDDEN)


def _page(
    request: HttpRequest, why: str, status: HTTPStatus, opener: User | None = None
) -> HttpResponse:
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {
        "why": why,
        "opener": opener,
        "sent": sent,
        "typed": [
            (capfirst(name.replace("_", " ")), value)
            for name, value in sent
            if name not in UNREAD and value and not value.isdecimal()
        ],
    }
    return render(request, "not_sent.html", context, status=status)
