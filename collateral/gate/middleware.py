"""The gate on the web: no view that schedules is reached without cover.

A view says that it schedules with ``@schedules``. ``process_view`` reads its form and
asks the gate before it runs; ``process_exception`` gives the same answer when the
database refuses, as it does when a release ends between the question and the insert.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from collateral import gate
from collateral.gate.refusal import refuse
from collateral.gate.scheduling import Scheduling, SchedulingRequest
from collateral.gate.several import answer_each
from collateral.models.keys import REFUSED_BY
from practice.database.constraints import violated
from practice.web.page import admits


class ReleaseRequiredMiddleware:
    """Answers a proposed session that a release does not cover with *not booked*."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: SchedulingRequest[Any],
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        begin: Callable[..., Scheduling[Any]] | None = getattr(view, "schedules", None)
        if begin is None or not admits(view, request):
            return None
        scheduling = request.scheduling = begin(request, **kwargs)
        if not scheduling.form.is_valid():
            return None  # The view will say what is wrong.
        several = getattr(scheduling.form, "proposals", None)
        if several is not None:
            scheduling.answers = answer_each(several)
            return None  # What is not cleared, the view leaves out and says.
        try:
            scheduling.cleared = gate.clear(scheduling.form.proposal)
        except gate.NotCovered as gaps:
            return refuse(request, gaps.proposal, gaps.verdict)
        return None

    def process_exception(
        self, request: SchedulingRequest[Any], exception: Exception
    ) -> HttpResponse | None:
        scheduling = getattr(request, "scheduling", None)
        if scheduling and isinstance(exception, gate.NotCovered):
            return refuse(request, exception.proposal, exception.verdict)
        if scheduling is None or violated(exception) not in REFUSED_BY:
            return None
        # Read anew: who joins, and when, may have changed since the gate asked.
        again = scheduling.read()
        if not again.is_valid():
            again = scheduling.form
        proposal = _first_refused(again)
        return refuse(request, proposal, gate.ask(proposal))


def _first_refused(form: Any) -> gate.Proposal:
    """What the form asks for; of many, the first that is not covered any more."""
    several = getattr(form, "proposals", None)
    if several is None:
        proposal: gate.Proposal = form.proposal
        return proposal
    answers = answer_each(several)
    lost = (each.proposal for each in answers if each.cleared is None)
    return next(lost, several[0])
