"""Whose session somebody may book."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from clients.models import Client, Cover
from practice.database.worded import worded
from practice.formats import say_day_short_year
from practice.spans import last_day
from practice.web.requests import SignedInRequest


@worded
def _treated(clinician: int, pk: int) -> QuerySet[Client]:
    return Client.objects.treated_by(clinician).filter(pk=pk)


def client_to_book(request: SignedInRequest, client_id: int) -> Client:
    """Raises Http404 for whoever may not see the client."""
    user = request.user
    for client in _treated(user.pk, client_id) if user.is_clinician else ():
        client.clinician = user
        return client
    clients = Client.objects.visible_to(user).select_related("clinician")
    return get_object_or_404(clients, pk=client_id)


def after(cover: Cover, client: Client, covers: str = "You cover") -> str:
    """What is said of a time after ``cover``, in which whoever covers leads nothing."""
    day = say_day_short_year(last_day(cover.during.upper))
    later = f"What is later, {client.clinician.name} books."
    return f"{covers} {client.name} through {day}. {later}"
