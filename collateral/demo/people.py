"""From a story to rows: the client, the contacts, and everything that was signed."""

from __future__ import annotations

from datetime import timedelta

from clients.models import Client, Contact, EventKind
from collateral.demo import papers
from collateral.demo.case import Case, Setting
from collateral.demo.endings import end, supersede
from collateral.demo.scopes import SCOPES
from collateral.demo.story import Signed, Someone, Story, weekday_and_hour
from practice.spans import local_day
from releases.models import Mark, Release

MINUTE = timedelta(minutes=1)


def open_case(story: Story, number: int, setting: Setting) -> Case:
    """Everything about a client but the sessions."""
    case = Case(story, number, setting, _client(story, number, setting))
    came = setting.calendar.at(_known_for(story, number), 9 + number % 5, case.minute)
    case.say(EventKind.CLIENT_ADDED, came, setting.desk)
    for place, someone in enumerate(story.people):
        contact = setting.batch.add(_contact(someone, case.client, number * 3 + place))
        at = came + (4 + 3 * place) * MINUTE
        case.say(EventKind.CONTACT_ADDED, at, setting.desk, contact=contact)
        releases: list[Release] = []
        for signed in someone.signed:
            release = _sign(case, signed, contact)
            supersede(case, releases, release)
            end(case, signed, release)
            releases.append(release)
        _what_else(case, someone, contact)
        case.people.append((someone, contact, releases))
    return case


def _known_for(story: Story, number: int) -> int:
    """Days since the client came: before anything was signed."""
    signed = [each.ago for someone in story.people for each in someone.signed]
    return max([120, *signed]) + 10 + number % 4


def _client(story: Story, number: int, setting: Setting) -> Client:
    birthday = story.birthday or -(30 + number * 37 % 300)
    return setting.batch.add(
        Client(
            legal_name=story.name,
            chosen_name=story.chosen,
            date_of_birth=setting.calendar.born(story.age, birthday),
            state=story.state,
            language=story.language,
            modality=story.modality,
            clinician=setting.clinician,
            part2=story.part2,
        )
    )


def _contact(someone: Someone, client: Client, number: int) -> Contact:
    words = someone.name.replace("'", "").lower().split()
    address = f"{words[0]}.{words[-1]}"
    return Contact(
        client=client,
        name=someone.name,
        relationship=someone.relationship,
        organisation=someone.organisation,
        phone=f"(518) 555-0{100 + number % 100}",
        email=f"{address}@example.org" if address.isascii() else "",
        language=someone.language,
    )


def _sign(case: Case, signed: Signed, contact: Contact) -> Release:
    setting, number = case.setting, case.number
    at = setting.calendar.at(signed.ago, 11 + number % 4, case.minute)
    first = (
        local_day(at) if signed.starts is None else setting.calendar.day(signed.starts)
    )
    actor = setting.clinician if number % 3 else setting.desk
    draft = papers.prepare(
        setting.batch,
        contact,
        SCOPES[signed.scope],
        (first, setting.calendar.day(signed.until)),
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


def _what_else(case: Case, someone: Someone, contact: Contact) -> None:
    """Releases that wait for a signature or were put aside, and refusals."""
    setting, calendar, clinician = (
        case.setting,
        case.setting.calendar,
        case.setting.clinician,
    )
    scope = SCOPES[someone.scope]
    for ago in (someone.draft, someone.set_aside):
        if ago is None:
            continue
        at = calendar.at(ago, 10, case.minute)
        days = (local_day(at), calendar.day(180 - ago))
        draft = papers.prepare(
            setting.batch, contact, scope, days, actor=clinician, at=at
        )
        if ago == someone.set_aside:
            draft.withdrawn_at = at + 90 * MINUTE
            case.say(
                EventKind.DRAFT_WITHDRAWN,
                draft.withdrawn_at,
                clinician,
                contact=contact,
                draft=draft.pk,
            )
    hour = weekday_and_hour(case.story.slot)[1]
    for ago, code in someone.refused:
        case.say(
            EventKind.REFUSED,
            calendar.at(ago, 15, case.minute),
            clinician,
            contact=contact,
            code=code.value,
            starts=calendar.at(ago - 21, hour).isoformat(),
        )
