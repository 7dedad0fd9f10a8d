"""A session to book like one before it: with the same people, and for the same."""

from __future__ import annotations

from django.http import QueryDict

from clients.models import Client
from collateral.booking.where import shown
from collateral.models import Session
from collateral.sessions.seats import hears_in, ids_seated, topics_of
from practice.web.requests import id_in

LIKE = "like"  # in an address, the id of that session


def like_before(client: Client, asked: QueryDict) -> QueryDict:
    """What is ``asked``, and what the session was that it names, if it is one of their own
    clinician with this client.

    So that an address says neither who joins nor what they hear of.
    """
    pk = id_in(asked.get(LIKE, ""))
    own = Session.objects.filter(client=client, clinician=client.clinician)
    before = own.select_related("plan", "room").filter(pk=pk).first() if pk else None
    if before is None:
        return asked
    typed = asked.copy()
    minutes = (before.during.upper - before.during.lower).total_seconds() // 60
    typed["length"] = f"{minutes:.0f}"
    typed["format"], typed["kind"] = before.format, before.kind
    if not (before.room and before.room.closed_at):
        typed.setdefault("room", str(shown(before)))
    if plan := getattr(before, "plan", None):
        typed["purpose"] = plan.purpose
    typed.setlist("contacts", [str(each) for each in ids_seated(before)])
    typed.setlist("about", list(topics_of(hears_in(before))))
    return typed
