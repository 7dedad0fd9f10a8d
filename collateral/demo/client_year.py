"""One client's year among many: who comes along, what is signed, when they meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from clients.models import Client, Contact, EventKind, Modality
from collateral.demo import papers, session_rows
from collateral.demo.batch import Batch
from collateral.demo.calendar import Calendar
from collateral.demo.names import name_of
from collateral.demo.scopes import scope_named
from collateral.models import Session, Status
from practice.models import Room, User
from practice.spans import local_day, local_instant, span
from releases.models import Mark, Place

SESSIONS = 25
LENGTH = timedelta(minutes=50)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

# Who comes along, and under what kind of release.
SCOPE_OF = {
    "mother": "history",
    "partner": "couple",
    "friend": "understand",
    "brother": "support",
    "father": "talk",
    "sister": "change",
}
RELATIONSHIPS = tuple(SCOPE_OF)
STATES = ("NY", "NY", "NY", "NJ", "NY", "CT", "NY", "MA", "PA")
MODALITIES = (Modality.INDIVIDUAL, Modality.CBT, Modality.DBT, Modality.FAMILY)


@dataclass(frozen=True)
class Clinician:
    user: User
    room: Room


@dataclass(frozen=True)
class Hour:
    """The client's own: the day of the last session, and the hour of all."""

    last: date
    hour: int


class ClientYear:
    """Sessions every other week for a year, and all that they stand on.

    ``number`` varies the circumstances.
    """

    def __init__(
        self,
        number: int,
        clinician: Clinician,
        hour: Hour,
        calendar: Calendar,
        batch: Batch,
    ) -> None:
        self.number = number
        self.user, self.room = clinician.user, clinician.room
        self.calendar = calendar
        self.batch = batch
        self.hour = hour.hour
        self.days = [hour.last - 14 * n * DAY for n in reversed(range(SESSIONS))]
        self.client = batch.add(self._client())

    def enter(self) -> None:
        """Put all of it into the batch."""
        came = self._at(self.days[0] - 28 * DAY, 9)
        self._say(EventKind.CLIENT_ADDED, came)
        contacts = [
            self._contact(place, came) for place in range(2 + (self.number % 5 == 0))
        ]
        joining = contacts[: 1 + self.number % 2]
        for place, contact in enumerate(joining):
            self._sign(contact, renewed=place == 0 and self.number & 2 > 0)
        if self.number % 20 == 0 and self.days[-1] > self.calendar.today:
            self._prepare(contacts[-1])
        at_the_desk = self.calendar.at_the_desk
        for place, day in enumerate(self.days):
            # As if these were holidays: see ``scale``.
            if day not in at_the_desk:
                self._meet(place, day, joining)

    def _at(self, day: date, hour: int) -> datetime:
        """That hour of ``day``, or of one of the last days before today."""
        last = self.calendar.workday(1 + self.number % 5)
        return local_instant(min(day, last), time(hour, self.number * 7 % 30))

    def _say(self, kind: EventKind, at: datetime, **about: Any) -> None:
        self.batch.happened(kind, self.client, self.user, at, **about)

    def _client(self) -> Client:
        name = name_of(self.number)
        chosen = name_of(self.number + 71, family_of=self.number)
        return Client(
            legal_name=name,
            chosen_name="" if self.number % 9 else chosen,
            date_of_birth=self.days[0] - (20 + self.number * 17 % 50) * 365 * DAY,
            state=STATES[self.number % len(STATES)],
            modality=MODALITIES[self.number % len(MODALITIES)],
            clinician=self.user,
        )

    def _contact(self, place: int, came: datetime) -> Contact:
        number = self.number * 3 + place
        relationship = RELATIONSHIPS[number % len(RELATIONSHIPS)]
        contact = self.batch.add(
            Contact(
                client=self.client,
                name=name_of(number + 19, family_of=self.number + place // 2),
                relationship=relationship,
                phone=f"(518) 555-0{100 + number % 100}",
            )
        )
        at = came + (4 + 3 * place) * MINUTE
        self._say(EventKind.CONTACT_ADDED, at, contact=contact)
        return contact

    def _sign(self, contact: Contact, *, renewed: bool) -> None:
        first, half = self.days[0] - 21 * DAY, self.days[0] + 182 * DAY
        end = self.days[-1] + (5 + self.number % 60) * DAY
        self._sign_for(contact, first, (first, half if renewed else end))
        if renewed:
            self._sign_for(contact, half - 21 * DAY, (half + DAY, end))

    def _sign_for(self, contact: Contact, day: date, days: tuple[date, date]) -> None:
        at = self._at(day, 11)
        scope = scope_named(SCOPE_OF[contact.relationship])
        draft = papers.prepare(
            self.batch, contact, scope, days, actor=self.user, at=at - 20 * MINUTE
        )
        signer = papers.signs_alone(contact)
        papers.sign(self.batch, draft, signer, mark=Mark.TYPED, actor=self.user, at=at)

    def _prepare(self, contact: Contact) -> None:
        """A release that still waits for its signature."""
        at = self._at(self.calendar.today, 10)
        days = (local_day(at), self.calendar.day(180))
        scope = scope_named("support")
        papers.prepare(self.batch, contact, scope, days, actor=self.user, at=at)

    def _meet(self, place: int, day: date, joining: list[Contact]) -> None:
        start, booked_at = (
            local_instant(day, time(self.hour)),
            self._at(day - 14 * DAY, 15),
        )
        status = Status.COMPLETED if day < self.calendar.today else Status.SCHEDULED
        if (self.number + place) % 12 == 0 and status == Status.COMPLETED:
            status = Status.CANCELLED
        session = self.batch.add(
            Session(
                client_id=self.client.pk,
                clinician_id=self.user.pk,
                room_id=self.room.pk if self.number % 8 else None,
                place=Place.IN_PERSON if self.number % 8 else Place.VIDEO,
                during=span(start, start + LENGTH),
                booked_at=booked_at,
                status=status,
            )
        )
        scope = scope_named(SCOPE_OF[joining[0].relationship])
        scopes = [scope_named(SCOPE_OF[each.relationship]) for each in joining]
        topics = session_rows.heard_by_all(scopes)
        session_rows.seat(self.batch, session, joining, topics)
        session_rows.plan(self.batch, session, self.client, scope, place)
        about = {
            "session_id": session.pk,
            "starts": start.isoformat(),
            "contacts": [contact.pk for contact in joining],
        }
        self._say(EventKind.BOOKED, booked_at, **about)
        if status == Status.CANCELLED:
            reason = "Asked for another time."
            at = booked_at + DAY
            self._say(EventKind.CANCELLED, at, reason=reason, **about)
