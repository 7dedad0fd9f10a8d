"""What was told, as whoever told it may see it; and whom they could tell."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.disclosures.scope import called
from collateral.models import Basis, Disclosure, Session, SessionTopic
from practice.web.requests import SignedInRequest, id_in

# What a correction keeps of the row that it names.
KEPT = [
    "client",
    "basis",
    "contact",
    "release",
    "session",
    "recipient",
    "address",
    "told_at",
    "topics",
    "outside",
    "said",
    "why",
    "part2_ground",
    "told_by",
]


def found_client(request: SignedInRequest, client_id: int) -> Client:
    """One of their own. Raises Http404 for a stranger."""
    clients = Client.objects.visible_to(request.user).select_related("clinician")
    return get_object_or_404(clients, pk=client_id)


def found_contact(request: SignedInRequest, contact_id: int) -> Contact:
    """Of one of their own clients, or someone in a session that they hold."""
    theirs = Q(client__clinician=request.user) | Q(seats__clinician=request.user)
    contacts = Contact.objects.filter(theirs).select_related("client__clinician")
    return get_object_or_404(contacts.distinct(), pk=contact_id)


def session_asked(request: SignedInRequest, contact: Contact) -> Session | None:
    """The session of the address, if this contact has a seat in it and it has begun.

    Of another's client nothing is recorded but in a session.
    """
    pk = id_in(request.GET.get("session", ""))
    if pk is None:
        if contact.client.clinician_id != request.user.pk:
            raise Http404
        return None
    sessions = Session.objects.visible_to(request.user)
    begun = sessions.filter(during__startswith__lte=timezone.now())
    return get_object_or_404(begun.filter(participants__contact=contact), pk=pk)


def blank(request: SignedInRequest, client: Client) -> Disclosure:
    """What they are about to tell of, of this client."""
    return Disclosure(client=client, told_by=request.user, recorded_by=request.user)


def told_to(
    request: SignedInRequest, contact: Contact, session: Session | None
) -> Disclosure:
    """What they told this contact: as the session began, or now."""
    told = blank(request, contact.client)
    told.basis, told.contact, told.recipient = Basis.RELEASE, contact, called(contact)
    if session:
        told.session, told.told_at = session, session.during.lower
    return told


def planned(session: Session | None, contact: Contact) -> tuple[str, ...]:
    """The topics that this contact was to hear of in it."""
    if session is None:
        return ()
    seats = SessionTopic.objects.filter(participant__session=session, contact=contact)
    return tuple(seats.values_list("topic", flat=True))


def found_disclosure(request: SignedInRequest, disclosure_id: int) -> Disclosure:
    """One that nobody corrected yet. Raises Http404 for whoever may not see it."""
    told = Disclosure.objects.visible_to(request.user).standing()
    people = told.select_related("client__clinician", "contact", "told_by", "release")
    return get_object_or_404(people, pk=disclosure_id)


def read_on(request: SignedInRequest, told: Disclosure) -> str:
    """Where whoever recorded it goes on: all that was told, or of another's client that
    session alone.
    """
    if told.client.clinician_id != request.user.pk:
        return reverse("session", args=[told.session_id])
    return reverse("client_disclosures", args=[told.client_id])


def correction_of(told: Disclosure, request: SignedInRequest) -> Disclosure:
    """A row like it, to be set right, that names it."""
    again = Disclosure(corrects=told, recorded_by=request.user)
    for name in KEPT:
        setattr(again, name, getattr(told, name))
    return again
