"""From a story to rows: the client, the contacts, and everything that was signed."""

from __future__ import annotations

from datetime import timedelta

from clients.models import Client, Contact, EventKind
from collateral.demo import papers
from collateral.demo.cast import Signed, Someone, Story, weekday_and_hour
from collateral.demo.endings import end, supersede
from collateral.demo.scopes import SCOPES
from collateral.demo.told import House, Told
from practice.spans import local_day
from releases.models import Mark, Release

MINUTE = timedelta(minutes=1)


def tell(story: Story, number: int, house: House) -> Told:
    """Everything about a client but the sessions."""
    told = Told(story, number, house, _client(story, number, house))
    came = house.calendar.at(_known_for(story, number), 9 + number % 5, told.minute)
    told.say(EventKind.CLIENT_ADDED, came, house.desk)
    for place, someone in enumerate(story.people):
        contact = house.batch.add(_contact(someone, told.client, number * 3 + place))
        at = came + (4 + 3 * place) * MINUTE
        told.say(EventKind.CONTACT_ADDED, at, house.desk, contact=contact)
        releases: list[Release] = []
        for signed in someone.signed:
            release = _sign(told, signed, contact)
            supersede(told, releases, release)
            end(told, signed, release)
            releases.append(release)
        _what_else(told, someone, contact)
        told.people.append((someone, contact, releases))
    return told


def _known_for(story: Story, number: int) -> int:
    """Days since the client came: before anything was signed."""
    signed = [each.ago for someone in story.people for each in someone.signed]
    return max([120, *signed]) + 10 + number % 4


def _client(story: Story, number: int, house: House) -> Client:
    birthday = story.birthday or -(30 + number * 37 % 300)
    return house.batch.add(
        Client(
            legal_name=story.name,
            chosen_name=story.chosen,
            date_of_birth=house.calendar.born(story.age, birthday),
            state=story.state,
            language=story.language,
            modality=story.modality,
            clinician=house.clinician,
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


def _sign(told: Told, signed: Signed, contact: Contact) -> Release:
    house, number = told.house, told.number
    at = house.calendar.at(signed.ago, 11 + number % 4, told.minute)
    first = (
        local_day(at) if signed.starts is None else house.calendar.day(signed.starts)
    )
    actor = house.clinician if number % 3 else house.desk
    draft = papers.prepare(
        house.batch,
        contact,
        SCOPES[signed.scope],
        (first, house.calendar.day(signed.until)),
        actor=actor,
        at=at - 26 * MINUTE,
        event=signed.event,
    )
    if number % 4 == 0:
        printed = at - 20 * MINUTE
        told.say(
            EventKind.DRAFT_PRINTED,
            printed,
            house.desk,
            contact=contact,
            draft=draft.pk,
        )
    signer = signed.signer or told.story.signer or papers.signs_alone(contact)
    mark = Mark.DRAWN if signed.drawn else Mark.TYPED
    release = papers.sign(house.batch, draft, signer, mark=mark, actor=actor, at=at)
    told.say(EventKind.PRINTED, at + 2 * MINUTE, house.desk, release=release)
    return release


def _what_else(told: Told, someone: Someone, contact: Contact) -> None:
    """Releases that wait for a signature or were put aside, and refusals."""
    house, calendar, clinician = told.house, told.house.calendar, told.house.clinician
    scope = SCOPES[someone.scope]
    for ago in (someone.draft, someone.set_aside):
        if ago is None:
            continue
        at = calendar.at(ago, 10, told.minute)
        days = (local_day(at), calendar.day(180 - ago))
        draft = papers.prepare(
            house.batch, contact, scope, days, actor=clinician, at=at
        )
        if ago == someone.set_aside:
            draft.withdrawn_at = at + 90 * MINUTE
            told.say(
                EventKind.DRAFT_WITHDRAWN,
                draft.withdrawn_at,
                clinician,
                contact=contact,
                draft=draft.pk,
            )
    hour = weekday_and_hour(told.story.slot)[1]
    for ago, code in someone.refused:
        told.say(
            EventKind.REFUSED,
            calendar.at(ago, 15, told.minute),
            clinician,
            contact=contact,
            code=code.value,
            starts=calendar.at(ago - 21, hour).isoformat(),
        )
