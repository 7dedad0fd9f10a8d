"""Who was reminded of a session, when and by which way; and who was not, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clients.models import Contact
from collateral.models import Session, SessionReminder, Status
from collateral.reminders.due import LEADS, TRIES
from collateral.reminders.standing import BY_MAIL, NOT_ASKED, said_of, with_reminders
from practice.formats import say_instant, say_list
from practice.mail import can_mail

NO_MAIL = "this practice has not set up mail"
ON_HOLD = "nobody is reminded of a session on hold"
TOO_LATE = "it was booked too late for one"
SOON = "The first is due now, and goes within a quarter of an hour."


@dataclass(frozen=True)
class Told:
    """What one of them was told; whether something can be done about it."""

    contact: Contact
    sentence: str
    wants: bool


def told_of(session: Session, seats: Iterable[Any], now: datetime) -> list[Told]:
    """Of everyone with a seat, in two queries. Of a session that began, as they had agreed
    by then; of one that was cancelled, only what went.
    """
    went: dict[int, list[SessionReminder]] = {}
    for each in session.reminders.order_by("pk"):
        went.setdefault(each.contact_id, []).append(each)
    off = session.status == Status.CANCELLED
    wanted = [each for each in seats if not off or each.contact_id in went]
    at = min(now, session.during.lower)
    people = Contact.objects.filter(pk__in=[each.contact_id for each in wanted])
    found = {each.pk: each for each in with_reminders(people, at)}
    return [
        _told(seat, found[seat.contact_id], went.get(seat.contact_id, []), now)
        for seat in wanted
    ]


def _told(
    seat: Any, contact: Any, before: list[SessionReminder], now: datetime
) -> Told:
    ahead = now < seat.during.lower and seat.status != Status.CANCELLED
    lacks = _lacks(seat, contact, ahead=ahead)
    said = _gone(before)
    if not any(each.sent_at for each in before) and (lacks or not ahead):
        said.append(f"Not reminded: {lacks}." if lacks else "Not reminded.")
    elif ahead:
        said += [f"No more goes: {lacks}."] if lacks else _ahead(seat, before, now)
    wants = ahead and said_of(contact) != BY_MAIL
    return Told(seat.contact, " ".join(said), wants)


def _lacks(seat: Any, contact: Any, *, ahead: bool) -> str:
    """Why no reminder can go; nothing, where one can."""
    if seat.status == Status.HELD:
        return ON_HOLD
    said = said_of(contact)
    if said == NOT_ASKED and not ahead:
        return "nobody had asked them"
    if said != BY_MAIL:
        return said
    return "" if can_mail() or not ahead else NO_MAIL


def _gone(before: list[SessionReminder]) -> list[str]:
    sent = [say_instant(each.sent_at) for each in before if each.sent_at]
    lost = [say_instant(each.failed_at) for each in before if each.failed_at]
    open_ = [each for each in before if not each.sent_at and not each.failed_at]
    said = []
    if sent:
        said.append(f"Reminded by mail {say_list(sent)}.")
    if lost:
        said.append(f"No mail server took a reminder {say_list(lost)}.")
    if open_:
        began = say_list(say_instant(each.taken_at) for each in open_)
        said.append(f"One was begun {began}; nobody knows yet whether it went.")
    return said


def _ahead(seat: Any, before: list[SessionReminder], now: datetime) -> list[str]:
    """When the next goes, if one does: as ``due`` finds it."""
    starts = seat.during.lower
    went = max((each.number for each in before if not each.failed_at), default=0)
    moments = {
        number: starts - lead
        for number, lead in LEADS.items()
        if seat.booked_at <= starts - lead
    }
    come = max((n for n, moment in moments.items() if moment <= now), default=0)
    tried = sum(each.number == come for each in before)
    if come > went and tried < TRIES:
        return [SOON] if not before else ["The next is due now."]
    later = [moment for moment in moments.values() if moment > now]
    if later:
        which = "next" if before else "first"
        return [f"The {which} goes by mail {say_instant(min(later))}."]
    return [] if before else [f"Not reminded: {TOO_LATE}."]
