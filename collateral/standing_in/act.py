"""Having a colleague cover all of a clinician's clients: all at once, or none."""

from __future__ import annotations

from datetime import date

from clients.covering.act import name_covers
from clients.models import Client, Cover
from collateral.standing_in.whom import concerned, covers_on
from practice.database.transactions import retried
from practice.models import User
from practice.spans import end_of, span, start_of


@retried
def stand_in(
    treats: User, colleague: User, first: date, last: date, actor: User
) -> list[Cover]:
    """Whoever somebody covers on some of these days already is left to them, and whoever
    is handed over meanwhile is not among them. Raises IntegrityError by name.
    """
    theirs = concerned(treats).select_for_update(of=("self",), no_key=True)
    clients: list[Client] = list(theirs.order_by("pk"))
    taken = covers_on(clients, span(start_of(first), end_of(last)))
    free = [each for each in clients if each.pk not in taken]
    return name_covers(free, colleague, first, last, actor)
