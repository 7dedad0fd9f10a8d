"""What passed with the parents of a minor."""

from __future__ import annotations

from clients.models import Contact, EventKind
from collateral.demo.case import Case
from collateral.models import ParentEntry
from practice.spans import local_day


def tell_parent(case: Case, contact: Contact) -> None:
    """Each entry about ``contact``, if there is any, as the front desk wrote it."""
    setting = case.setting
    for place, passed in enumerate(case.story.both_parents):
        if passed.contact == contact.name:
            at = setting.calendar.at(passed.on.ago, 12, case.minute + place)
            entry = setting.batch.add(
                ParentEntry(
                    client=case.client,
                    contact=contact,
                    passed=passed.passed,
                    answer=passed.answer,
                    happened_on=local_day(at),
                    recorded_by=setting.desk,
                    recorded_at=at,
                )
            )
            case.say(
                EventKind.PARENT_RECORDED,
                at,
                setting.desk,
                contact=contact,
                entry=entry.pk,
            )
