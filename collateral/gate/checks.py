"""Nothing starts without the gate: what a system check can see of it."""

from __future__ import annotations

import dis
import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise
from types import CodeType, FunctionType
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.models import ForeignKey, Model
from django.forms import BaseModelForm
from django.urls import URLPattern, URLResolver, get_resolver

from collateral.booking import book
from collateral.models import Participant, Session
from collateral.sessions import cancel, join, move, reopen, seats

GATE = "collateral.gate.middleware.ReleaseRequiredMiddleware"
AUTHENTICATION = (
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
)
SCHEDULING = (book.book, move.move, join.join, reopen.reopen)
ACTING = {each.__name__ for each in (book, cancel, join, move, reopen, seats)}
ACTS = {inspect.unwrap(act) for act in SCHEDULING}
SEATED = (Session, Participant)
# What leads to their rows: client.sessions, session.participants, contact.seats.
RELATIONS = {
    name
    for model in SEATED
    for field in model._meta.get_fields()
    if isinstance(field, ForeignKey)
    and (name := field.remote_field.get_accessor_name())
}
# What leads to a session from what belongs to one: seat.session, plan.session.
BACK = {
    relation.field.name for model in SEATED for relation in model._meta.related_objects
}
LABELS = {model._meta.label_lower for model in SEATED}
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

    Reads each view's code, and that of our functions it names, for the acts that
    schedule and for writes to the two models, by themselves, by their names, through a
    relation or a form. Cancelling schedules nothing, and holding is no view's own.
    """
    return [
        Error(
            f"The view {_name(view)} writes sessions undeclared.",
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
        elif isinstance(pattern, URLPattern):
            yield pattern.callback


def _name(view: Any) -> str:
    named = view.func if isinstance(view, partial) else view
    if not hasattr(named, "__qualname__"):
        named = type(named)
    return f"{named.__module__}.{named.__qualname__}"


def _writes(view: Any) -> bool:
    view_class = getattr(view, "view_class", None)
    if _has_form(view_class):
        return True
    home: set[str] = set()
    seated = writing = False
    own = [f for _, f in inspect.getmembers(view_class, inspect.isfunction)]
    for function in _reached([*own, view]):
        if function in ACTS:
            return True
        home = home or {function.__module__}
        names = set(_names(function.__code__))
        reads = any(_is_seated(each) for each in _mentioned(function))
        reads = reads or _gets_by_name(function.__code__)
        if names & WRITING and (
            reads or names & RELATIONS or BACK & set(_attributes(function.__code__))
        ):
            return True
        # Found in one function and saved in another of the same module.
        if function.__module__ in home:
            seated, writing = seated or reads, writing or bool(names & WRITING)
    return seated and writing


def _reached(things: list[Any]) -> Iterator[FunctionType]:
    """The functions among ``things``, those of ours that they name, and so on."""
    waiting = [function for thing in things for function in _functions(thing)]
    seen: set[CodeType] = set()
    while waiting:
        function = waiting.pop(0)
        if function.__code__ in seen:
            continue
        seen.add(function.__code__)
        yield function
        if _is_followed(function):
            waiting += [f for each in _mentioned(function) for f in _functions(each)]


def _functions(thing: Any) -> Iterator[FunctionType]:
    """What runs when ``thing`` is called, below all its decorators too."""
    if isinstance(thing, partial):
        yield from _functions(thing.func)
    elif inspect.ismethod(thing):
        yield from _functions(thing.__func__)
    elif isinstance(thing, FunctionType):
        yield thing
        yield from _functions(getattr(thing, "__wrapped__", None))
    elif isinstance(call := vars(type(thing)).get("__call__"), FunctionType):
        yield call


def _mentioned(function: FunctionType) -> list[Any]:
    """What ``function`` names or holds on to, and what it names of that."""
    names = set(_names(function.__code__))
    found = [function.__globals__[name] for name in names & set(function.__globals__)]
    found += [sys.modules[name] for name in names & set(sys.modules)]
    for cell in function.__closure__ or ():
        with suppress(ValueError):  # not filled in yet
            found.append(cell.cell_contents)
    return found + [
        attribute
        for thing in found
        for name in names
        if (attribute := inspect.getattr_static(thing, name, None)) is not None
    ]


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _attributes(code: CodeType) -> Iterator[str]:
    """What is asked of any object but the request, whose session is another thing."""
    for before, step in pairwise(dis.get_instructions(code)):
        if step.opname == "LOAD_ATTR" and not before.argrepr.endswith("request"):
            yield step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _attributes(constant)


def _gets_by_name(code: CodeType) -> bool:
    """``apps.get_model`` of one of the two, its label in one piece or in two."""
    if "get_model" not in set(_names(code)):
        return False
    texts = {text.lower() for text in _texts(code)}
    return any(label in texts or {*label.split(".")} <= texts for label in LABELS)


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _texts(constant)


def _is_seated(thing: object) -> bool:
    """One of the two models, or a form that saves one."""
    if inspect.isclass(thing) and issubclass(thing, BaseModelForm):
        thing = thing._meta.model
    return inspect.isclass(thing) and issubclass(thing, Model) and thing in SEATED


def _is_followed(function: FunctionType) -> bool:
    """Ours, but not the acts of ``booking`` and ``ending``, which the database holds to
    the rule and which put on hold rather than schedule.
    """
    module = function.__module__ or ""
    return module not in ACTING and not module.startswith(
        ("django", "collateral.ending.acts")
    )


def _has_form(view_class: Any) -> bool:
    return any(
        _is_seated(getattr(view_class, name, None)) for name in ("form_class", "model")
    ) and hasattr(view_class, "form_valid")
