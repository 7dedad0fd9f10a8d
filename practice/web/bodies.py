"""How much a page takes of what is sent to it."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from practice.web.middleware import GetResponse

# Bytes: before signing in, and where there is no form, nothing long is said.
SMALL = 16 * 1024


class BodyLimitMiddleware:
    """Answers 413 to more than the page takes, before any of it is read or kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = _length(request)
        if length <= SMALL or length <= _room(request.path_info):
            return self.get_response(request)
        uploads = request.path_info in settings.UPLOADS
        most = settings.LARGEST_UPLOAD // 1024 // 1024 if uploads else 0
        page = render_to_string("413.html", {"most": most})
        return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0  # as Django reads it, none


def _room(path: str) -> int:
    try:
        view = resolve(path).func
    except Resolver404:
        return SMALL
    if path in settings.UPLOADS:
        return settings.LARGEST_WITH_FILES
    room = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return room if "POST" in getattr(view, "methods", ()) else SMALL
