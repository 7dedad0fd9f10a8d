"""What was told in a story, under a release and without one."""

from __future__ import annotations

from datetime import datetime, timedelta

from clients.models import EventKind
from collateral.demo.case import Case
from collateral.demo.endings import ends_at
from collateral.demo.parts import Telling
from collateral.demo.scopes import scope_named
from collateral.disclosures.scope import called, in_order
from collateral.models import Disclosure
from releases.models import Release

SOON = timedelta(minutes=20)


def tell(case: Case) -> None:
    """By the client's clinician, recorded soon after."""
    for telling in case.story.tellings:
        at = case.setting.calendar.at(telling.told.ago, 16, case.minute)
        told = _under_a_release(case, telling, at) if telling.contact else None
        told = told or Disclosure(recipient=telling.to, address=telling.address)
        told.client, told.basis, told.told_at = case.client, telling.basis, at
        told.said, told.why = telling.said, telling.why
        told.told_by = told.recorded_by = case.setting.clinician
        told.recorded_at = at + SOON
        _record(case, case.setting.batch.add(told))


def _under_a_release(case: Case, telling: Telling, at: datetime) -> Disclosure:
    (known,) = (each for each in case.people if each.person.name == telling.contact)
    (signed, release), *_ = (
        pair
        for pair in zip(known.signed, known.releases, strict=True)
        if _in_force(pair[1], at)
    )
    topics = in_order(scope_named(signed.scope).topics)
    contact = known.contact
    return Disclosure(
        contact=contact, recipient=called(contact), release=release, topics=topics
    )


def _in_force(release: Release, at: datetime) -> bool:
    starts = max(release.signed_at, release.effective_at)
    return starts <= at < ends_at(release)


def _record(case: Case, told: Disclosure) -> None:
    case.say(
        EventKind.DISCLOSED,
        told.recorded_at,
        told.recorded_by,
        release=told.release,
        disclosure=told.pk,
        basis=told.basis,
        told_at=told.told_at.isoformat(),
        outside=0,
    )
