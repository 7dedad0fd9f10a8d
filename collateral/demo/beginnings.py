"""How bringing someone in began: wishes, and what was said when asked alone."""

from __future__ import annotations

from clients.models import Contact, EventKind
from collateral.demo.case import Case
from collateral.models import Initiator, Manner, Outcome, Screening, Wish
from collateral.models.screening import CONCERNS, UNSAFE
from practice.spans import local_day


def begin(case: Case, contact: Contact) -> None:
    """What the client wished and said about ``contact``, if anything."""
    setting, by = case.setting, case.setting.clinician
    for wished in case.story.wishes:
        if wished.contact == contact.name:
            at = setting.calendar.at(wished.said.ago, 11, case.minute)
            setting.batch.add(
                Wish(
                    client=case.client,
                    contact=contact,
                    initiator=Initiator.CLIENT,
                    words=wished.words,
                    asked_on=local_day(at),
                    recorded_by=by,
                    recorded_at=at,
                )
            )
            case.say(EventKind.WISH_ADDED, at, by, contact=contact)
    for screened in case.story.screenings:
        if screened.contact == contact.name:
            at = setting.calendar.at(screened.asked.ago, 11, case.minute)
            answers = dict.fromkeys((*CONCERNS, *UNSAFE), False)
            setting.batch.add(
                Screening(
                    client=case.client,
                    contact=contact,
                    manner=Manner.ALONE,
                    growth=True,
                    said=screened.said,
                    outcome=Outcome.PROCEED,
                    asked_by=by,
                    asked_at=at,
                    **answers,
                )
            )
            case.say(EventKind.READINESS_REVIEWED, at, by, contact=contact)
