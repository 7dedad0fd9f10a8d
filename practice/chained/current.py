"""Which row holds now. A request asks once at most, and goes by that to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Case, F, JSONField, Subquery, When
from django.db.models.functions import JSONObject

from practice.chained.models import Chained

M = TypeVar("M", bound=Chained)
# What a request knows; None where none is going on, and nothing is kept.
_known: ContextVar[dict[type[Chained], Any] | None] = ContextVar("known", default=None)


class Current(Generic[M]):
    """Called, it gives the row that holds now, to be read; or before there is any, what
    ``as_installed`` makes of the environment, not saved.
    """

    def __init__(self, model: type[M], as_installed: Callable[[], M]) -> None:
        self.model, self.as_installed = model, as_installed

    def __call__(self) -> M:
        known = _known.get()
        if known and self.model in known:
            found: M = known[self.model]
            return found
        return self.know(newest(self.model) or self.as_installed())

    def at(self, moment: datetime) -> M:
        """As it was then: what the first says was said before it, too."""
        before = Case(When(at__lte=moment, then=F("pk"))).desc(nulls_last=True)
        found = self.model._default_manager.order_by(before, "pk").first()
        return found or self.as_installed()

    def know(self, found: M) -> M:
        """Let the rest of this request go by ``found``."""
        known = _known.get()
        if known is not None:
            known[self.model] = found
        return found

    def know_what_came(self, said: dict[str, Any] | None) -> None:
        """As ``know``, of what ``beside`` brought."""
        self.know(self.model(**said) if said else self.as_installed())

    def beside(self) -> Subquery:
        """What it says, read beside something else: a dict, or null."""
        said = JSONObject(**{name: name for name in ("id", *self.model.SAID)})
        rows = self.model._default_manager.order_by("-pk").values(said=said)
        return Subquery(rows[:1], JSONField())


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it each is looked up once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def newest(model: type[M]) -> M | None:
    return model._default_manager.order_by("-pk").first()
