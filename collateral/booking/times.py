"""The next free times for what is typed so far, and what stands in the way of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Cover
from collateral import gate
from collateral.booking.coverage import FORM_ID
from collateral.booking.finder import HORIZON, Offer, by_day, offers
from collateral.booking.form import BookingForm
from collateral.booking.like import LIKE
from collateral.booking.whose import after
from collateral.gate.again import DATE, START
from collateral.gate.hush import as_told_to
from collateral.gate.remedies import Helped, releases_for, while_typed
from practice.calendars.shown import Shown, stale_ahead
from practice.models import Room, User
from practice.spans import clock_of, local_day, span, start_of

USUAL = 50  # minutes


@dataclass(frozen=True)
class Time:
    """A time to book: the room, where it is another than was asked for; the address, which
    beside the booking page is not needed.
    """

    offer: Offer
    room: str
    url: str


@dataclass(frozen=True)
class Times:
    """The next free times for a session like ``proposal``, from ``start`` on.

    The gate is asked of all that are covered: where it lets none pass, the first tells
    why; and of the first that is not, which tells whose release to renew. ``beside`` is
    whether they stand beside the booking page, whose form goes along. None is after the
    ``cover`` by which whoever asks leads the session.
    """

    user: User
    proposal: gate.Proposal
    typed: QueryDict
    start: datetime
    beside: bool
    cover: Cover | None = None

    @classmethod
    def of(
        cls,
        form: BookingForm,
        typed: QueryDict,
        after: date | None = None,
        *,
        beside: bool,
    ) -> Times:
        """For what is ``typed`` into ``form``, no time needed; or those ``after`` a day."""
        known, now = form.cleaned_data, timezone.now()
        length = timedelta(minutes=known.get("length", USUAL))
        contacts = known.get("contacts", ())
        proposal = form.proposal_at(span(now, now + length), contacts)
        day = after + timedelta(days=1) if after else known.get(DATE)
        start = max(now, start_of(day)) if day else now
        return cls(form.user, proposal, typed, start, beside, form.cover)

    @property
    def client(self) -> Client:
        return self.proposal.client

    @cached_property
    def _found(self) -> list[Offer]:
        before = self.cover.during.upper if self.cover else None
        return offers(self.proposal, self.start, before)

    @cached_property
    def stale(self) -> list[Shown]:
        return stale_ahead(timezone.now(), self.proposal.clinician.pk)

    @property
    def after_cover(self) -> str:
        """Why there are none later, where a cover ends before the last that is looked at."""
        if not self.cover or self.cover.during.upper >= self.start + HORIZON:
            return ""
        return after(self.cover, self.client)

    @property
    def _covered(self) -> list[Offer]:
        return [each for each in self._found if each.is_covered]

    @property
    def _uncovered(self) -> list[Offer]:
        return [each for each in self._found if not each.is_covered]

    @cached_property
    def _let_pass(self) -> list[Offer]:
        """Those covered that the gate accepts: a screening may be too old for the last."""
        if not self.proposal.contacts or not self._covered:
            return self._covered
        those = [each.of(self.proposal, self.proposal.room) for each in self._covered]
        verdicts = gate.ask_each(those, taken=range(len(those)))
        asked = zip(self._covered, verdicts, strict=True)
        return [each for each, verdict in asked if not verdict.gaps]

    @cached_property
    def refused(self) -> Helped:
        """Whom the gate would not let join even when it is free and granted, and why."""
        return [] if self._let_pass else self._asked(self._covered[:1])

    @cached_property
    def days(self) -> list[tuple[date, list[Time]]]:
        """Each day, with each time that may be booked."""
        days = by_day(self._let_pass)
        return [(day, [self._time(each) for each in those]) for day, those in days]

    @cached_property
    def later(self) -> list[tuple[date, list[Offer]]]:
        """Times after a release has ended, which must be renewed first."""
        return by_day(self._uncovered)

    @cached_property
    def renewals(self) -> Helped:
        return self._asked(self._uncovered[:1])

    @property
    def last_day(self) -> date | None:
        """After which there may be more."""
        return local_day(self._found[-1].start) if self._found else None

    @property
    def after_url(self) -> str:
        """Those after these, on the page of their own."""
        there = reverse("times", args=[self.client.pk])
        return f"{there}?{self._query(after=self.last_day)}"

    def _asked(self, those: Iterable[Offer]) -> Helped:
        found: Helped = []
        for offer in those:
            proposal = offer.of(self.proposal, self.proposal.room)
            found += self._helped(proposal) if proposal.contacts else []
        return found

    def _helped(self, proposal: gate.Proposal) -> Helped:
        if not self.beside:
            helped = releases_for(proposal, self.user)
            return [(line, ways) for line, ways in helped if not line.covered]
        url, others = reverse("coverage", args=[self.client.pk]), False
        return [
            (line, while_typed(line, others, FORM_ID, url))
            for line in as_told_to(self.user, self.client, gate.ask(proposal).gaps)
        ]

    def _time(self, offer: Offer) -> Time:
        asked = self.proposal.room
        another = asked and offer.room and offer.room != asked.pk
        room = self._rooms[offer.room].name if another and offer.room else ""
        return Time(offer, room, "" if self.beside else self._url(offer))

    def _url(self, offer: Offer) -> str:
        start = {DATE: local_day(offer.start), START: f"{clock_of(offer.start):%H:%M}"}
        where = {"room": offer.room} if offer.room else {}
        path = reverse("booking", args=[self.client.pk])
        return f"{path}?{self._query(**start, **where)}"

    @cached_property
    def _rooms(self) -> dict[int, Room]:
        return Room.objects.in_bulk()

    def _query(self, **changed: object) -> str:
        """Who, how long, where and like which, as typed: ids and codes, no words."""
        names = ("contacts", "length", "room", "format", LIKE)
        kept = {name: self.typed.getlist(name) for name in names if name in self.typed}
        return urlencode({**kept, **changed}, doseq=True)
