"""What passed with the parents of a story, as rows and events."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from clients.models import Contact, EventKind
from collateral.demo.case import Case
from collateral.models import CheckIn, Expectation, FamilyMember, Inquiry, Intake
from practice.spans import local_day

KEPT = {
    "intakes": (Intake, "said_on", EventKind.INTAKE_TAKEN),
    "check_ins": (CheckIn, "said_on", EventKind.CHECK_IN_NOTED),
    "expectations": (Expectation, "told_on", EventKind.EXPECTATION_TOLD),
    "inquiries": (Inquiry, "asked_on", EventKind.INQUIRY_RECEIVED),
}


def talk(case: Case, came: datetime) -> None:
    """By the client's clinician, on the day itself; the family is, since they ``came``."""
    parents, by = case.story.parents, case.setting.clinician
    people = {known.person.name: known.contact for known in case.people}
    for name in parents.family:
        _expect(case, people[name], came)
    for what, (model, day, kind) in KEPT.items():
        for said in getattr(parents, what):
            at = case.setting.calendar.at(said.said.ago, 17, case.minute)
            columns: dict[str, Any] = asdict(said) | {
                "contact": people[said.contact],
                "recorded_by": by,
                "recorded_at": at,
                day: local_day(at),
            }
            del columns["said"]
            row: Any = model(client=case.client, **columns)
            case.setting.batch.add(row)
            case.say(kind, at, by, contact=row.contact, entry=row.pk)


def _expect(case: Case, contact: Contact, at: datetime) -> None:
    by = case.setting.clinician
    member = FamilyMember(
        client=case.client, contact=contact, joined_at=at, joined_by=by
    )
    case.setting.batch.add(member)
    case.say(EventKind.FAMILY_JOINED, at, by, contact=contact)
