"""Migrations that make fewer models anew than Django's, which takes most of their time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest import mock

from django.db.migrations.state import ProjectState

OF_CONSTRAINTS = ("add_constraint", "remove_constraint", "alter_constraint")


@contextmanager
def models_stay() -> Iterator[None]:
    """For each constraint Django makes its model anew, though no statement depends on it:
    of a thousand, a minute's work.
    """
    with ExitStack() as stack:
        stack.enter_context(alone())
        for name in OF_CONSTRAINTS:
            quietly = _without_models(getattr(ProjectState, name))
            stack.enter_context(mock.patch.object(ProjectState, name, quietly))
        yield


def alone() -> AbstractContextManager[Any]:
    """For each field Django makes its model anew, and all that are related to it: minutes'
    work, where most of a hundred models are. No statement depends on the others; before
    data are carried all are made anew, as in any state that is "delayed".
    """
    return mock.patch.object(ProjectState, "_find_reload_model", _itself)


def _itself(
    state: ProjectState, app: str, model: str, delay: bool = False
) -> set[tuple[str, str]]:
    state.is_delayed = True
    return {(app, model)}


def _without_models(change: Callable[..., None]) -> Callable[..., None]:
    def changed(state: ProjectState, *told: Any) -> None:
        made = state.__dict__.pop("apps", None)
        change(state, *told)
        if made is not None:
            state.__dict__["apps"] = made

    return changed
