"""What holds for every request, before and after its view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError

GetResponse = Callable[[HttpRequest], HttpResponseBase]


# Of what browsers let a page ask for, all that tells of a person or their surroundings.
DEVICES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


KEPT = {200, 304}


class NoDeviceMiddleware:
    """No page of ours, nor a script that got into one, may watch or listen."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = ", ".join(
            f"{one}=()" for one in DEVICES
        )
        return response


class NoStoreMiddleware:
    """Keeps every page out of every cache, errors too: each shows that someone was here.

    Static files, which anyone may keep, are answered before it. Who fetches again and again
    by a secret of their own may keep it, if they ask each time: a view's ``may_be_kept``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        view = getattr(request.resolver_match, "func", None)
        kept = getattr(view, "may_be_kept", False) and response.status_code in KEPT
        response.headers["Cache-Control"] = "private, no-cache" if kept else "no-store"
        return response


class NoNulMiddleware:
    """Answers 400 to a NUL in anything that was sent: no text column can hold one.

    Stands before sessions, whose key is text that was sent, too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any("\0" in text for text in _texts(request)):
            message = "NUL"
            raise BadRequest(message)
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from request.COOKIES.values()
    try:
        for sent in (request.GET, request.POST):
            for name, values in sent.lists():
                yield name
                yield from values
    except UnreadablePostError:  # the browser has gone; the view will find out
        return
