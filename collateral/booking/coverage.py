"""Who of a client's contacts is covered, as the booking page shows it while typing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from clients.models import Contact
from collateral import gate
from collateral.booking.form import BookingForm
from collateral.gate.earlier import nearest_earlier
from collateral.gate.remedies import DATE, START, earlier_while_typed, while_typed
from practice.formats import say_day_short
from practice.spans import clock_of, last_day, local_day
from releases.models import Release, ReleaseDraft
from releases.status import TOO_SOON, Status, status_of_contact
from releases.timeline import ruler

FORM_ID = "booking"  # the form on the page


@dataclass(frozen=True)
class Person:
    """A contact, how their releases stand, and the gate's line once there is a time."""

    contact: Contact
    status: Status
    chosen: bool
    line: gate.Line | None

    @property
    def chip(self) -> Status:
        """How their releases stand today, or why they do not reach the session."""
        if self.line is None or self.line.covered:
            return self.status
        if self.line.status is TOO_SOON and self.line.since:
            day = say_day_short(last_day(self.line.since))
            return replace(TOO_SOON, label=f"Ends {day}, before this session")
        return self.line.status

    @property
    def uncovered(self) -> bool:
        """Whether the session that is typed could not be booked with them."""
        return self.line is not None and not self.line.covered


def coverage_of(form: BookingForm) -> dict[str, Any]:
    """The people, the gaps among those chosen, and the ruler, in eight queries."""
    client, now = form.session.client, timezone.now()
    contacts = list(client.contacts.all())
    releases = list(Release.objects.filter(client=client))
    drafts = ReleaseDraft.objects.awaiting_signature().filter(client=client)
    awaiting = set(drafts.values_list("contact", flat=True))
    chosen = form.chosen()
    proposal = form.proposal_with(contacts)
    lines = gate.ask(proposal).lines if proposal else ()
    by_contact = {line.contact.pk: line for line in lines}
    people = [
        Person(
            contact,
            status_of_contact(
                (r for r in releases if r.contact_id == contact.pk),
                now,
                awaiting=contact.pk in awaiting,
            ),
            contact.pk in chosen,
            by_contact.get(contact.pk),
        )
        for contact in contacts
    ]
    url = reverse("coverage", args=[client.pk])
    gaps = [
        (person.line, while_typed(person.line, len(chosen) > 1, FORM_ID, url))
        for person in people
        if person.line and person.chosen and person.uncovered
    ]
    earlier = None
    if proposal and gaps:
        those = tuple(contact for contact in contacts if contact.pk in chosen)
        earlier = nearest_earlier(replace(proposal, contacts=those), now)
    return {
        "client": client,
        "during": proposal.during if proposal else None,
        "people": people,
        "chosen_count": len(chosen),
        "gaps": gaps,
        "earlier": [earlier_while_typed(earlier, FORM_ID, url)] if earlier else [],
        "ruler": ruler(
            contacts,
            releases,
            now,
            proposal.during.lower if proposal else None,
            {person.contact.pk for person in people if person.uncovered},
        ),
    }


def adjusted(typed: QueryDict, earlier: str, without: str) -> QueryDict:
    """``typed`` as a button of the panel changes it: another time, or one person less.

    ``earlier`` is an ISO instant, ``without`` a contact's id; what is neither is left.
    """
    typed = typed.copy()
    if instant := _instant(earlier):
        typed[DATE] = local_day(instant).isoformat()
        typed[START] = f"{clock_of(instant):%H:%M}"
    if without:
        others = [pk for pk in typed.getlist("contacts") if pk != without]
        typed.setlist("contacts", others)
    return typed


def _instant(text: str) -> datetime | None:
    try:
        instant = parse_datetime(text)
        return timezone.localtime(instant) if instant and instant.tzinfo else None
    except (ValueError, OverflowError):
        return None
