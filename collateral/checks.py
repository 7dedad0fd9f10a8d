"""Nothing starts without the gate: what a system check can see of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, FunctionType
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model
from django.forms import BaseModelForm
from django.urls import URLPattern, URLResolver, get_resolver

from collateral import booking
from collateral.models import Participant, Session

GATE = "collateral.middleware.ReleaseRequiredMiddleware"
AUTHENTICATION = (
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
)
SCHEDULING = (booking.book, booking.move, booking.add_participant, booking.reopen)
SEATED = (Session, Participant)
WRITING = {
    "abulk_create",
    "acreate",
    "asave",
    "aupdate",
    "bulk_create",
    "bulk_update",
    "create",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}


@register
def gate_stands(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The middleware is there, after whoever finds out who is asking."""
    if GATE not in settings.MIDDLEWARE:
        hint = f"Add {GATE} at the end of MIDDLEWARE."
        return [
            Error(
                "Sessions can be scheduled past the gate.", hint, id="collateral.E001"
            )
        ]
    place = settings.MIDDLEWARE.index(GATE)
    if any(name not in settings.MIDDLEWARE[:place] for name in AUTHENTICATION):
        hint = f"Move {GATE} below {' and '.join(AUTHENTICATION)}."
        return [
            Error("The gate stands before authentication.", hint, id="collateral.E002")
        ]
    return []


@register
def scheduling_is_declared(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every view that writes sessions or seats is marked with ``@schedules``.

    Reads each view's code, and the functions it calls by name, for the acts that
    schedule and for writes to the two models or their forms. Cancelling schedules
    nothing, and holding is no view's own.
    """
    return [
        Error(
            f"The view {view.__module__}.{view.__qualname__} writes sessions undeclared.",
            "Mark it with @collateral.middleware.schedules.",
            id="collateral.E003",
        )
        for view in _views(get_resolver())
        if not hasattr(view, "schedules") and _writes(view)
    ]


def _views(resolver: URLResolver) -> Iterator[Callable[..., Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern)
        elif isinstance(pattern, URLPattern) and hasattr(
            pattern.callback, "__qualname__"
        ):
            yield pattern.callback


def _writes(view: Callable[..., Any]) -> bool:
    view_class = getattr(view, "view_class", None)
    functions = (
        [f for _, f in inspect.getmembers(view_class, inspect.isfunction)]
        if view_class
        else [view]
    )
    seen: set[CodeType] = set()
    return any(_reaches(inspect.unwrap(f), seen) for f in functions) or _has_form(
        view_class
    )


def _reaches(function: Callable[..., Any], seen: set[CodeType]) -> bool:
    """Whether ``function``, or one of ours that it names, schedules."""
    if any(function is act for act in SCHEDULING):
        return True
    if not isinstance(function, FunctionType) or function.__code__ in seen:
        return False
    seen.add(function.__code__)
    names = set(_names(function.__code__))
    found = [
        function.__globals__[name] for name in names if name in function.__globals__
    ]
    # module.act: what a module named here has under a name that is used here.
    found += [
        value
        for module in found
        if inspect.ismodule(module)
        for name in names
        if inspect.isfunction(value := getattr(module, name, None))
    ]
    if any(_is_seated(each) for each in found) and names & WRITING:
        return True
    if any(each is act for each in found for act in SCHEDULING):
        return True
    helpers = [each for each in found if inspect.isroutine(each) and _is_followed(each)]
    return any(_reaches(inspect.unwrap(each), seen) for each in helpers)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _is_seated(thing: object) -> bool:
    """One of the two models, or a form that saves one."""
    if inspect.isclass(thing) and issubclass(thing, BaseModelForm):
        thing = thing._meta.model
    return inspect.isclass(thing) and issubclass(thing, Model) and thing in SEATED


def _is_followed(function: Any) -> bool:
    """Helpers of views, but not the acts of ``booking`` and ``ending``, which the
    database holds to the rule and which put on hold rather than schedule.
    """
    module = getattr(inspect.unwrap(function), "__module__", "") or ""
    return not module.startswith(("django", "collateral.booking", "collateral.ending"))


def _has_form(view_class: Any) -> bool:
    return any(
        _is_seated(getattr(view_class, name, None)) for name in ("form_class", "model")
    ) and hasattr(view_class, "form_valid")
