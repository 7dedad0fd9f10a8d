"""A program that asks over plain HTTP is told so, and not led on as a browser is."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from practice.setup.wired import PROGRAMS
from practice.web.middleware import GetResponse

PLAIN = (
    "Ask over https. Others on the way could read the token or address that this was asked "
    "with: have it replaced.\n"
)


class PlainHttpMiddleware:
    """Stands behind Django's own, which leads everybody else to HTTPS."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.SECURE_SSL_REDIRECT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PROGRAMS) and not request.is_secure():
            plain = "text/plain; charset=utf-8"
            return HttpResponse(PLAIN, content_type=plain, status=403)
        return self.get_response(request)
