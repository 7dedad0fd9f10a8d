"""Answers at an address that lets somebody in: no other site learns it."""

from __future__ import annotations

from django.http import HttpResponse


def silent(response: HttpResponse) -> HttpResponse:
    """What the address holds is told to no other site, and found by none."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def silent_form(response: HttpResponse) -> HttpResponse:
    """The same with a form: of a page that tells no referrer at all, a browser sends it
    from nowhere.
    """
    silent(response).headers["Referrer-Policy"] = "strict-origin"
    return response
