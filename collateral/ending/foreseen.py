"""What an act would hold, found by doing it and undoing that: it cannot foresee less."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from collateral.models import Session


def held_by(act: Callable[[], Iterable[Session]]) -> list[Session]:
    """The sessions that ``act`` would put on hold, soonest first. Nothing is changed."""
    with transaction.atomic():
        held = [session.pk for session in act()]
        transaction.set_rollback(True)
    found = Session.objects.filter(pk__in=held)
    with_whom = found.select_related("clinician", "room", "client")
    return list(with_whom.order_by("during__startswith", "pk"))
