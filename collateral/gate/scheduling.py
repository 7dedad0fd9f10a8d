"""What a view that schedules was asked, and what the gate said to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from django.http import HttpResponse
from django.utils.functional import Promise

from collateral.gate import Cleared, Proposal
from collateral.gate.several import Answer
from practice.web.requests import SignedInRequest


class SchedulingForm(Protocol):
    """A form that proposes a session, once nothing is wrong with what was typed; or
    many, as its ``proposals``, where it has them.
    """

    @property
    def proposal(self) -> Proposal: ...

    def is_valid(self) -> bool: ...


P = ParamSpec("P")
F = TypeVar("F", bound=SchedulingForm)


@dataclass
class Scheduling(Generic[F]):
    """The view's form, read once. ``cleared`` only where it was sent, and is in order.

    ``answers`` are the gate's, one by one, where the form asks for many sessions: only
    what of them is cleared may be booked. ``refusal`` is what is said first where someone
    is not covered.
    """

    read: Callable[[], F]
    refusal: str | Promise
    form: F = field(init=False)
    cleared: Cleared | None = None
    answers: list[Answer] | None = None

    def __post_init__(self) -> None:
        self.form = self.read()


class SchedulingRequest(SignedInRequest, Generic[F]):
    """A request that the gate has let through to a view that schedules."""

    scheduling: Scheduling[F]


View = Callable[Concatenate[SchedulingRequest[F], P], HttpResponse]


def schedules(
    asked: Callable[Concatenate[SignedInRequest, P], F], refusal: str | Promise
) -> Callable[[View[F, P]], View[F, P]]:
    """Declare that a view schedules what the form proposes that ``asked`` reads.

    ``asked`` gives the form as it was sent, or to be filled in; it raises Http404 for
    what may not be seen.
    """

    def begin(request: Any, **kwargs: Any) -> Scheduling[F]:
        return Scheduling(partial(asked, request, **kwargs), refusal)

    def declare(view: View[F, P]) -> View[F, P]:
        view.schedules = begin  # type: ignore[attr-defined]
        return view

    return declare
