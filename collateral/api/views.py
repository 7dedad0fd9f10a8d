"""``/api/``: what another program may ask, and how it is told what it got wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Query
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer

from collateral.api.asking import Asker, answer
from collateral.api.schemas import Answer, Problem, Question
from practice.accounts.sessions import is_over
from practice.systems.pace import MOST, TooOften, ask_once
from practice.systems.tokens import system_of
from practice.web.page import page
from practice.web.requests import SignedInRequest

PROBLEM = "application/problem+json"
UNKNOWN = (
    "Sign in, or send the token of a program that was let in: "
    "Authorization: Bearer and the token."
)
# As browsers tell from where: a page of ours, or nobody's, as an address that is typed.
OURS = ("same-origin", "none")
NOT_FOUND = "There is no such client, contact or clinician that you may ask about."


class Staff(APIKeyCookie):
    """Someone signed in, in their browser. To ask keeps nobody signed in for longer.

    What was asked is kept in their name, so no page of another site asks in it.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Asker | None:
        if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
            return None
        if not request.user.is_authenticated or is_over(request.session):
            return None
        request.session.left_alone = True  # type: ignore[attr-defined]
        ask_once(f"user {request.user.pk}")
        return Asker(user=request.user)


class Program(HttpBearer):
    """A program that an admin let in."""

    def authenticate(self, request: HttpRequest, token: str) -> Asker | None:
        system = system_of(token)
        if system is None:
            return None
        request.asked_by_system = system.pk  # type: ignore[attr-defined]
        ask_once(f"system {system.pk}")
        return Asker(system=system)


api = NinjaAPI(
    title="Third Chair",
    version="1",
    description=(
        "Ask whether a session with someone who is not the client may happen: "
        f"{MOST} times a minute at most."
    ),
    auth=[Program(), Staff()],
    docs_url=None,
    openapi_url=None,
)
REFUSALS: dict[Any, Any] = dict.fromkeys((401, 404, 422, 429), Problem)
RETRY_AFTER = {
    "description": "In how many seconds to ask again.",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 60},
}
AS_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}


@api.get(
    "/gate/",
    summary="May this happen?",
    response={200: Answer, **REFUSALS},
    openapi_extra={
        "responses": {
            400: {"description": "It holds a NUL.", "content": {"text/html": {}}},
            **{code: {"content": {PROBLEM: AS_PROBLEM}} for code in REFUSALS},
            429: {
                "description": f"It was asked {MOST} times within a minute.",
                "content": {PROBLEM: AS_PROBLEM},
                "headers": {"Retry-After": RETRY_AFTER},
            },
        }
    },
)
def gate(request: Any, question: Query[Question]) -> Answer:
    """Whether a release in force covers this contact then, why not, and what would help.
    Nothing is booked, and nothing written but that it was asked.
    """
    return answer(question, request.auth)


@page()
def api_schema(request: SignedInRequest) -> HttpResponse:
    """How to ask, for programs to read (OpenAPI 3.1)."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


def _problem(
    status: HTTPStatus, detail: str, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    return JsonResponse(body, status=status, content_type=PROBLEM)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = _problem(HTTPStatus.UNAUTHORIZED, UNKNOWN)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(HTTPStatus.NOT_FOUND, NOT_FOUND)


@api.exception_handler(TooOften)
def _too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    detail = f"Ask {MOST} times a minute at most, and again in {error.seconds} seconds."
    response = _problem(HTTPStatus.TOO_MANY_REQUESTS, detail)
    response.headers["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What was typed is not repeated: it may be anything."""
    found = [
        {"code": str(each["loc"][-1]).removesuffix("_"), "detail": each["msg"]}
        for each in error.errors
    ]
    detail = "The question cannot be understood."
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, found)


_asked: Any = api.urls[0][0]
api_gate = login_not_required(_asked.callback)
