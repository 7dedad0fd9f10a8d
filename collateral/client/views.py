"""A client's own page: contacts and their cover, sessions, releases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.emergency.act import open_now
from clients.models import Client, Contact, Cover, Modality
from collateral.ending.rights import ending_of
from collateral.errands.errands import errands_of, granted_now
from collateral.models import (
    LeftOutDate,
    ParentEntry,
    Participant,
    Session,
    SessionSeries,
    Status,
)
from collateral.parents.family import expected_of
from collateral.reminders.standing import said_of, with_reminders
from collateral.rhythm.usual import usual_of
from collateral.signed_forms.lapsed import lacks_of
from practice.models import User
from practice.web.page import page
from practice.web.requests import SignedInRequest
from releases.models import Kind, Release, ReleaseDraft
from releases.status import status_of_contact, statuses_of
from releases.timeline import ruler

SHOWN = 20  # sessions ahead, and past ones


def _is_refused(draft: Any) -> bool:
    """Whether someone refuses to sign it, where there is one."""
    return bool(draft and draft.refused_by)


@page()
def client(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Everything about one client's consent."""
    entered = ParentEntry.objects.filter(client=OuterRef("pk"))
    covers = Cover.objects.standing().filter(client=OuterRef("pk"))
    clients = Client.objects.visible_to(request.user).annotate(
        has_ledger=Exists(entered), has_covers=Exists(covers)
    )
    found = get_object_or_404(clients.select_related("clinician"), pk=client_id)
    now, today = timezone.now(), timezone.localdate()
    signed = Release.objects.filter(client=found).saying_for_whom().with_lost()
    releases = list(signed.select_related("client", "contact"))
    drafts = list(
        ReleaseDraft.objects.awaiting_signature()
        .filter(client=found)
        .select_related("contact")
    )
    awaiting = {
        draft.contact_id: draft
        for draft in reversed(drafts)
        if draft.kind == Kind.GENERAL
    }
    people: list[dict[str, Any]] = [
        {
            "contact": contact,
            "draft": awaiting.get(contact.pk),
            "reminders": said_of(contact),
            "status": status_of_contact(
                (r for r in releases if r.contact_id == contact.pk),
                now,
                awaiting=contact.pk in awaiting,
                refused=_is_refused(awaiting.get(contact.pk)),
                checking=_is_checked(awaiting.get(contact.pk)),
            ),
        }
        for contact in with_reminders(found.contacts.all(), now)
    ]
    sessions = Session.objects.filter(client=found).select_related("clinician", "room")
    seats = Prefetch("participants", Participant.objects.select_related("contact"))
    ahead = sessions.filter(during__startswith__gte=now).exclude(
        status=Status.CANCELLED
    )
    past = sessions.filter(during__startswith__lt=now)
    shown_ahead = list(
        ahead.order_by("during__startswith").prefetch_related(seats)[:SHOWN]
    )
    shown_past = list(
        past.order_by("-during__startswith").prefetch_related(seats)[:SHOWN]
    )
    return render(
        request,
        "collateral/client/client.html",
        {
            "client": found,
            "emergency": open_now(found, request.user),
            **_covered(found, request.user, now),
            "age": found.age_on(today),
            "is_minor": found.is_minor_on(today),
            "no_consent": _no_consent(found, request.user),
            "usual": usual_of(found, today),
            "family": _family(found, request.user),
            "people": people,
            **_who_may_sign(found, releases, people, request.user),
            "ruler": ruler(
                [(each["contact"], each["status"]) for each in people], releases, now
            ),
            "releases": statuses_of(releases, now),
            "drafts": drafts,
            "repeating": _repeating(found, request.user),
            "ahead": shown_ahead,
            "past": shown_past,
            "last": _last(found, [*reversed(shown_ahead), *shown_past]),
        },
    )


def _covered(found: Any, user: User, now: datetime) -> dict[str, Any]:
    standing = found.covers.standing().select_related("clinician")
    covers = list(standing) if found.has_covers else []
    theirs = (each for each in covers if each.clinician_id == user.pk)
    return {
        "covers": covers,
        "covering": any(each.during.lower <= now for each in theirs),
    }


def _last(found: Client, newest_first: list[Session]) -> Session | None:
    """The newest with their own clinician, like which another can be booked."""
    own = (
        each
        for each in newest_first
        if each.clinician_id == found.clinician_id and each.status != Status.CANCELLED
    )
    return next(own, None)


def _repeating(found: Client, user: User) -> list[SessionSeries]:
    """Those with a date that is ``waiting`` to be booked or let go, as clinicians see it."""
    series = SessionSeries.objects.visible_to(user).filter(client=found)
    dates = Q(left_out__in=LeftOutDate.objects.waiting())
    waits = series.annotate(waiting=Count("left_out", filter=dates))
    return list(waits.filter(waiting__gt=0).order_by("pk"))


def _no_consent(found: Client, user: User) -> str:
    """What lacks of the consent to treat a minor in care, to whoever gets it signed."""
    if user.is_admin or found.care_ended:
        return ""
    return lacks_of(found) if found.is_minor_on(timezone.localdate()) else ""


def _family(found: Client, user: User) -> list[Contact]:
    """Who is expected in family therapy, as the client's clinician alone is shown."""
    theirs = user == found.clinician and found.modality == Modality.FAMILY
    return expected_of(found) if theirs else []


def _is_checked(draft: Any) -> bool:
    """Whether a paper of the one prepared is signed, and nobody has checked it yet."""
    return draft is not None and draft.being_checked


def _who_may_sign(
    found: Client, releases: list[Release], people: list[dict[str, Any]], user: User
) -> dict[str, list[Any]]:
    """Whose papers are on file, what a court ordered, which right ends soon, and who may
    run errands; an admin is shown none of it.
    """
    if user.is_admin:
        return {}
    orders = list(found.orders.in_effect().select_related("contact"))
    papers = list(found.authorities.select_related("contact", "seen_by"))
    rights = ending_of(papers, releases, orders)
    contacts = [each["contact"] for each in people]
    errands = errands_of(
        found,
        contacts,
        papers,
        orders,
        granted_now(contacts),
        plainly=not user.is_clinician,
    )
    return {
        "orders": orders,
        "authorities": papers,
        "rights": rights,
        "errands": errands,
    }
