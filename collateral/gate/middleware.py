"""The gate on the web: no view that schedules is reached without cover.

A view says that it schedules with ``@schedules(proposed)``. ``process_view`` asks the
gate before it runs; ``process_exception`` gives the same answer when the database
refuses, as it does when a release ends between the question and the insert.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from collateral import gate
from collateral.gate import Proposal
from collateral.gate.refusal import refuse
from practice.database.constraints import violated
from practice.web.page import admits
from practice.web.requests import SignedInRequest

GATE_CONSTRAINTS = {"participant_release_in_force"}


# Reads the session that a POST proposes, from the request and the view's arguments;
# None where the form has other faults. Raises Http404 for what may not be seen.
Proposed = Callable[..., Proposal | None]
View = TypeVar("View", bound=Callable[..., HttpResponse])


def schedules(proposed: Proposed, done: str = "booked") -> Callable[[View], View]:
    """Declare that a view schedules the session that ``proposed`` reads.

    ``done`` is what a refusal says was not done to it.
    """

    def declare(view: View) -> View:
        view.schedules = proposed  # type: ignore[attr-defined]
        view.done = done  # type: ignore[attr-defined]
        return view

    return declare


class ReleaseRequiredMiddleware:
    """Answers a proposed session that a release does not cover with *not booked*."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: SignedInRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        proposed: Proposed | None = getattr(view, "schedules", None)
        if proposed is None or request.method != "POST" or not admits(view, request):
            return None
        request.done = view.done  # type: ignore[attr-defined]
        request.proposed = partial(proposed, request, **kwargs)
        proposal = request.proposal = request.proposed()
        if proposal and (verdict := gate.ask(proposal)).gaps:
            return refuse(request, proposal, verdict)
        return None  # Covered, or faulty in other ways, which the view will say.

    def process_exception(
        self, request: SignedInRequest, exception: Exception
    ) -> HttpResponse | None:
        scheduled = hasattr(request, "proposed")
        if not scheduled or violated(exception) not in GATE_CONSTRAINTS:
            return None
        # Read anew: what was faulty when the gate asked may have been in order since.
        proposal = request.proposed() or request.proposal
        return refuse(request, proposal, gate.ask(proposal)) if proposal else None
