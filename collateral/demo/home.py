"""What people practice at home in a story, and what they said they saw."""

from __future__ import annotations

from datetime import timedelta

from clients.models import Contact, EventKind
from collateral.demo.case import Case
from collateral.models import Done, HomePractice, Observation
from practice.spans import local_day


def at_home(case: Case, contact: Contact) -> None:
    """Of ``contact``, if anything is told."""
    _practice(case, contact)
    _see(case, contact)


def _practice(case: Case, contact: Contact) -> None:
    setting, by = case.setting, case.setting.clinician
    for told in case.story.practices:
        if told.contact == contact.name:
            at = setting.calendar.at(told.agreed.ago, 17, case.minute)
            practice = HomePractice(
                client=case.client,
                contact=contact,
                what=told.what,
                given_on=local_day(at),
                due_on=setting.calendar.day(told.until.ahead),
                given_by=by,
                given_at=at,
            )
            if told.done:
                practice.closed_as, practice.closed_by = Done.DONE, by
                practice.closed_at = setting.calendar.at(
                    told.until.ago, 17, case.minute
                )
            setting.batch.add(practice)
            given, closed = EventKind.PRACTICE_GIVEN, EventKind.PRACTICE_CLOSED
            case.say(given, at, by, contact=contact, practice=practice.pk)
            if then := practice.closed_at:
                case.say(closed, then, by, contact=contact, practice=practice.pk)


def _see(case: Case, contact: Contact) -> None:
    setting, by = case.setting, case.setting.clinician
    for told in case.story.seen:
        if told.contact == contact.name:
            at = setting.calendar.at(told.day.ago, 18, case.minute)
            seen = Observation(
                client=case.client,
                contact=contact,
                place=told.place,
                seen_on=local_day(at) - timedelta(days=1),
                words=told.words,
                recorded_by=by,
                recorded_at=at,
            )
            setting.batch.add(seen)
            case.say(EventKind.OBSERVED, at, by, contact=contact, observation=seen.pk)
