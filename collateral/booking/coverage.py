"""Who of a client's contacts is covered, as the booking page shows it while typing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from clients.models import Contact
from collateral import gate
from collateral.booking.form import BookingForm
from collateral.gate.again import Remedy
from collateral.gate.clashes import clashes_of
from collateral.gate.earlier import nearest_earlier
from collateral.gate.hush import as_told_to
from collateral.gate.prepared import waiting
from collateral.gate.remedies import (
    Helped,
    earlier_while_typed,
    time_may_help,
    while_typed,
)
from collateral.parents.family import Missing, missing_from
from collateral.rhythm.usual import usual_of
from collateral.signed_forms.lacking import has_acknowledged
from practice.formats import say_day_short
from practice.spans import Span, last_day, local_day
from releases.models import Kind, Release, ReleaseDraft
from releases.models.draft import EVERY_TOPIC
from releases.status import TOO_SOON, Status, status_of_contact
from releases.timeline import Ruler, ruler

FORM_ID = "booking"  # the form on the page


@dataclass(frozen=True)
class Person:
    """A contact, how their releases stand, and the gate's line once there is a time at
    which the session ``starts``.
    """

    contact: Contact
    status: Status
    chosen: bool
    line: gate.Line | None
    starts: datetime | None

    @property
    def chip(self) -> Status:
        """How their releases stand today, or why they do not reach the session."""
        if self.line is None or self.line.covered:
            return self.status
        if self.line.status is TOO_SOON and self.line.since:
            day = say_day_short(last_day(self.line.since))
            on_time = self.starts and self.starts < self.line.since
            when = "before this session does" if on_time else "before this session"
            return replace(TOO_SOON, label=f"Ends {day}, {when}")
        return self.line.status

    @property
    def uncovered(self) -> bool:
        """Whether the session that is typed could not be booked with them."""
        return self.line is not None and not self.line.covered


class Coverage:
    """Who is covered for what is typed into ``form`` so far, in ten queries."""

    def __init__(self, form: BookingForm) -> None:
        self.client, self.now = form.session.client, timezone.now()
        self.form = form
        every = self.client.contacts.annotate(has_acknowledged=has_acknowledged("pk"))
        self.contacts = list(every)
        chosen = form.chosen()
        self.chosen = [each for each in self.contacts if each.pk in chosen]
        # With everyone in it: how each stands is shown before they are ticked.
        self.proposal = form.proposal_with(self.contacts)
        self.url = reverse("coverage", args=[self.client.pk])

    @property
    def during(self) -> Span | None:
        return self.proposal.during if self.proposal else None

    @cached_property
    def people(self) -> list[Person]:
        """All who could join, in the order of their names."""
        lines = gate.ask(self.proposal).lines if self.proposal else ()
        lines = as_told_to(self.form.user, self.client, lines)
        by_contact = {line.contact.pk: line for line in lines}
        drafts: Any = ReleaseDraft.objects.awaiting_signature().filter(
            client=self.client, kind=Kind.GENERAL
        )
        prepared: dict[int, list[Any]] = {}
        for draft in drafts:
            prepared.setdefault(draft.contact_id, []).append(draft)
        return [
            Person(
                contact,
                status_of_contact(
                    (r for r in self._releases if r.contact_id == contact.pk),
                    self.now,
                    **waiting(prepared.get(contact.pk, ())),
                ),
                contact in self.chosen,
                by_contact.get(contact.pk),
                self.during.lower if self.during else None,
            )
            for contact in self.contacts
        ]

    @property
    def hearing(self) -> list[tuple[Contact, list[str]]]:
        """Of what those who are ticked may hear, all through the time that is typed; whoever
        chooses no topics need not know.
        """
        if not self.form.writes:
            return []
        return [
            (
                person.contact,
                [
                    label
                    for code, label in EVERY_TOPIC
                    if person.line and code in person.line.permitted
                ],
            )
            for person in self.people
            if person.chosen and person.line
        ]

    @property
    def unacknowledged(self) -> list[Contact]:
        """Those who are ticked and have not signed what joining means."""
        return [each for each in self.chosen if not each.has_acknowledged]

    @cached_property
    def gaps(self) -> Helped:
        """Those who are ticked and not covered, with what would help."""
        others = len(self.chosen) > 1
        return [
            (person.line, while_typed(person.line, others, FORM_ID, self.url))
            for person in self.people
            if person.line and person.chosen and person.uncovered
        ]

    @cached_property
    def missing(self) -> Missing:
        """Who is expected in family therapy and not ticked, for a clinician to read."""
        if not self.form.writes:
            return Missing()
        return missing_from(self.client, self.chosen) if self.chosen else Missing()

    @cached_property
    def clashes(self) -> list[str]:
        """Who and what is taken then."""
        return clashes_of(self._asked).sentences if self._asked else []

    @cached_property
    def outside(self) -> list[str]:
        """What it is to be warned of: that nobody works then, and who is away or busy."""
        return self.form.outside.departures.sentences if self.proposal else []

    @cached_property
    def _asked(self) -> gate.Proposal | None:
        """The session with those who are ticked."""
        if self.proposal is None:
            return None
        return replace(self.proposal, contacts=tuple(self.chosen))

    @cached_property
    def earlier(self) -> list[Remedy]:
        """What would help them all: another time."""
        gaps = [line for line, _ in self.gaps]
        if self._asked is None or not (gaps or (self.clashes and self.chosen)):
            return []
        if not time_may_help(gaps):
            return []
        found = nearest_earlier(self._asked, self.now)
        return [earlier_while_typed(found, FORM_ID, self.url)] if found else []

    @cached_property
    def ruler(self) -> Ruler:
        """The months ahead, with a pin where the session would be."""
        return ruler(
            [(person.contact, person.chip) for person in self.people],
            self._releases,
            self.now,
            self.during.lower if self.during else None,
            {person.contact.pk for person in self.people if person.uncovered},
        )

    @cached_property
    def _releases(self) -> list[Release]:
        return list(Release.objects.filter(client=self.client).with_lost())


def planned(form: BookingForm) -> dict[str, Any]:
    """What the page shows of ``form`` and of who is covered for it."""
    client = form.session.client
    coverage, today = Coverage(form), timezone.localdate()
    day = local_day(coverage.during.lower) if coverage.during else today
    if coverage.outside:
        form.show_why()
    return {
        "form": form,
        "client": client,
        "age": client.age_on(today),
        "usual": usual_of(client, day) if form.writes else None,
        "coverage": coverage,
    }
