"""Sessions, and what was written of them, as the client's own clinician finds them."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from clients.models import Client, Contact
from collateral.models import Arrival, Debrief, Session, SessionQuerySet
from practice.models import User
from practice.web.requests import SignedInRequest, id_in


def own_sessions(user: User) -> SessionQuerySet:
    """Those of a clinician's own clients, whoever holds them."""
    theirs = Client.objects.visible_to(user)
    sessions = Session.objects.filter(client__in=theirs)
    return sessions.select_related("client")


def found_session(request: SignedInRequest, session_id: int) -> Session:
    return get_object_or_404(own_sessions(request.user), pk=session_id)


def session_asked(request: SignedInRequest, client: Client) -> Session | None:
    """The session of the address, if it is this client's."""
    pk = id_in(request.GET.get("session", ""))
    if pk is None:
        return None
    return get_object_or_404(own_sessions(request.user), pk=pk, client=client)


def people_of(session: Session) -> list[Contact]:
    seats = session.participants.select_related("contact")
    return [seat.contact for seat in seats]


def seen_at(session: Session) -> dict[int | None, bool]:
    """Who came, and who did not, as it was said at the door; the client is None."""
    told = Arrival.objects.standing().filter(session=session)
    return {each.contact_id: each.came for each in told}


def versions_of(session: Session) -> list[Debrief]:
    """All that was written, the newest first, with who came."""
    debriefs = session.debriefs.select_related("written_by")
    return list(debriefs.prefetch_related("attendances__contact"))
