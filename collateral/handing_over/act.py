"""Handing clients over: all at once, or none."""

from __future__ import annotations

from collections.abc import Collection

from clients.models import Client
from clients.people.acts import hand_over, keep_still
from practice.database.transactions import retried
from practice.models import User


@retried
def hand_over_all(
    ids: Collection[int], before: User, clinician: User, actor: User
) -> list[Client]:
    """Those of ``ids`` that ``before`` treats still, to ``clinician``; in the order in
    which everyone takes clients. Raises IntegrityError by name where they work here no
    more.
    """
    treated = Client.objects.treated_by(before).select_related("clinician")
    treated = treated.select_for_update(of=("self",), no_key=True)
    handed = []
    for pk in sorted(ids):
        keep_still(Client(pk=pk))
        for client in treated.filter(pk=pk):
            hand_over(client, clinician, actor)
            handed.append(client)
    return handed
