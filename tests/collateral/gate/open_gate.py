"""A gate that lets everything pass: what is refused behind it, the database refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from tests.collateral.acts import unasked


class OpenGate:
    """Stands where the gate stands, and asks nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if hasattr(view, "schedules"):
            request.scheduling = view.schedules(request, **kwargs)
            if request.scheduling.form.is_valid():
                proposal = request.scheduling.form.proposal
                request.scheduling.cleared = unasked(proposal)
