"""What the people of a case have signed, what awaits a signature, what was refused."""

from __future__ import annotations

from datetime import timedelta

from clients.models import Contact, EventKind
from collateral.demo import papers
from collateral.demo.case import Case, CasePerson
from collateral.demo.endings import end, supersede
from collateral.demo.parts import SignedRelease
from collateral.demo.scopes import scope_named
from practice.spans import local_day
from releases.models import Mark, Release

MINUTE = timedelta(minutes=1)


def sign_releases(case: Case, known: CasePerson) -> None:
    """One after the other, each ending what it supersedes."""
    for signed in known.signed:
        release = _sign(case, signed, known.contact)
        supersede(case, known.releases, release)
        end(case, signed, release)
        known.releases.append(release)


def _sign(case: Case, signed: SignedRelease, contact: Contact) -> Release:
    setting, number = case.setting, case.number
    at = setting.calendar.at(signed.signed.ago, 11 + number % 4, case.minute)
    day = setting.calendar.day
    first = day(signed.starts.ahead) if signed.starts else local_day(at)
    actor = setting.clinician if number % 3 else setting.desk
    draft = papers.prepare(
        setting.batch,
        contact,
        scope_named(signed.scope),
        (first, day(signed.until.ahead)),
        actor=actor,
        at=at - 26 * MINUTE,
        event=signed.event,
    )
    if number % 4 == 0:
        printed = at - 20 * MINUTE
        case.say(
            EventKind.DRAFT_PRINTED,
            printed,
            setting.desk,
            contact=contact,
            draft=draft.pk,
        )
    signer = signed.signer or case.story.signer or papers.signs_alone(contact)
    mark = Mark.DRAWN if signed.drawn else Mark.TYPED
    release = papers.sign(setting.batch, draft, signer, mark=mark, actor=actor, at=at)
    case.say(EventKind.PRINTED, at + 2 * MINUTE, setting.desk, release=release)
    return release


def prepare_drafts(case: Case, contact: Contact) -> None:
    """Releases that await their signature, or were put aside."""
    calendar, clinician = case.setting.calendar, case.setting.clinician
    for told in case.story.drafts:
        if told.contact != contact.name:
            continue
        at = calendar.at(told.prepared.ago, 10, case.minute)
        days = (local_day(at), calendar.day(180 - told.prepared.ago))
        scope = scope_named(told.scope)
        draft = papers.prepare(
            case.setting.batch, contact, scope, days, actor=clinician, at=at
        )
        if told.put_aside:
            draft.withdrawn_at = at + 90 * MINUTE
            case.say(
                EventKind.DRAFT_WITHDRAWN,
                draft.withdrawn_at,
                clinician,
                contact=contact,
                draft=draft.pk,
            )


def record_refusals(case: Case, contact: Contact) -> None:
    """Sessions three weeks ahead that could not be booked."""
    calendar = case.setting.calendar
    for refusal in case.story.refusals:
        if refusal.contact != contact.name:
            continue
        ago = refusal.asked.ago
        case.say(
            EventKind.REFUSED,
            calendar.at(ago, 15, case.minute),
            case.setting.clinician,
            contact=contact,
            code=refusal.code.value,
            starts=calendar.at(ago - 21, case.story.meets.hour).isoformat(),
        )
