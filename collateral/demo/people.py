"""From a story to a case: the client, and the people in their life."""

from __future__ import annotations

from datetime import timedelta

from clients.models import Client, Contact, EventKind
from collateral.demo.beginnings import begin
from collateral.demo.both_parents import tell_parent
from collateral.demo.case import Case, CasePerson, Setting
from collateral.demo.days import Day
from collateral.demo.forms import sign_forms
from collateral.demo.home import at_home
from collateral.demo.parents_rows import talk
from collateral.demo.parts import Person
from collateral.demo.releases import prepare_drafts, record_refusals, sign_releases
from collateral.demo.story import Story
from collateral.demo.told import tell

MINUTE = timedelta(minutes=1)


def open_case(story: Story, number: int, setting: Setting) -> Case:
    """Everything about a client but the sessions."""
    case = Case(story, number, setting, _client(story, number, setting))
    came = setting.calendar.at(_known_for(story, number), 9 + number % 5, case.minute)
    case.say(EventKind.CLIENT_ADDED, came, setting.desk)
    for place, person in enumerate(story.people):
        contact = setting.batch.add(_contact(person, case.client, number * 3 + place))
        at = came + (4 + 3 * place) * MINUTE
        case.say(EventKind.CONTACT_ADDED, at, setting.desk, contact=contact)
        known = CasePerson(person, contact, story.signed_for(person))
        case.people.append(known)
        sign_releases(case, known)
        prepare_drafts(case, contact)
        record_refusals(case, contact)
        begin(case, contact)
        tell_parent(case, contact)
        at_home(case, contact)
    sign_forms(case, came + 2 * MINUTE)
    tell(case)
    talk(case, came + 40 * MINUTE)
    return case


def _known_for(story: Story, number: int) -> int:
    """Days since the client came: before anything was signed."""
    signed = [each.signed.ago for each in story.releases]
    return max([120, *signed]) + 10 + number % 4


def _client(story: Story, number: int, setting: Setting) -> Client:
    birthday = story.birthday or Day(-(30 + number * 37 % 300))
    return setting.batch.add(
        Client(
            legal_name=story.client,
            chosen_name=story.chosen_name,
            date_of_birth=setting.calendar.born(story.age, birthday),
            state=story.state,
            language=story.language,
            modality=story.modality,
            clinician=setting.clinician,
            part2=story.part2,
        )
    )


def _contact(person: Person, client: Client, number: int) -> Contact:
    words = person.name.replace("'", "").lower().split()
    address = f"{words[0]}.{words[-1]}"
    return Contact(
        client=client,
        name=person.name,
        relationship=person.relationship,
        organisation=person.organization,
        phone=f"(518) 555-0{100 + number % 100}",
        email=f"{address}@example.org" if address.isascii() else "",
        language=person.language,
    )
