"""What the crowd does by the application's own acts."""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral import ending
from collateral.care import act as care
from collateral.gate import Proposal
from collateral.models import SharedSessionPlan
from releases.models import Mark, Place, Purpose, Signature
from tests.clock import DAY
from tests.collateral import acts as booking
from tests.collateral.rule.someone import Someone
from tests.revoked import revoke
from tests.signed import draft_for

TYPED = Signature(
    signer="Jordan Reyes", capacity="client", mark=Mark.TYPED, typed_name="Jordan Reyes"
)


def books(one: Someone) -> None:
    first = one.contact()
    others = [c for c in one.practice.contacts if c.client_id == first.client_id]
    proposal = Proposal(
        client=first.client,
        contacts=tuple(others[: one.chance.choice([1, 2])]),
        clinician=first.client.clinician,
        during=one.time(),
        room=None,
        format=one.chance.choice(["joint", "collateral"]),
        place=one.chance.choice(["in_person", "phone", "video"]),
        topics=one.chance.choice([(), (), ("skills",), ("skills", "sleep")]),
    )
    booking.book(
        proposal, SharedSessionPlan(purpose=Purpose.SUPPORT), proposal.clinician
    )


def moves(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        booking.move(session, one.time(), None, session.client.clinician)


def adds_a_person(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        booking.join(session, one.contact(), session.client.clinician)


def reopens(one: Someone) -> None:
    if session := one.session("held", "scheduled"):
        seats = list(session.participants.select_related("contact"))
        people = [seat.contact for seat in seats]
        some = one.chance.choice([1, 2])
        stay, leave = people[:some], people[some:]
        booking.reopen(session, stay, leave, session.client.clinician)


def talks_of_something_else(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        topics = one.chance.choice([(), ("skills",), ("sleep",)])
        booking.talk_of(session, topics, session.client.clinician)


def ends_care_and_takes_back(one: Someone) -> None:
    client = one.contact().client
    care.end_care(client, "discharged_on", timezone.localdate(), client.clinician)
    care.take_back(client, client.clinician)


def cancels(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        booking.cancel(session, "snow", session.client.clinician)


def signs(one: Someone) -> None:
    contact, today = one.contact(), timezone.localdate()
    starts = today + one.chance.choice([0, 0, 0, 10, 30]) * DAY
    ends = starts + one.chance.choice([5, 40, 90, 120]) * DAY
    clinician = contact.client.clinician
    said = {
        "topics": one.chance.choice([["skills"], ["skills", "sleep"]]),
        "places": one.chance.choice([["in_person"], *[Place.values] * 3]),
        "most_sessions": one.chance.choice([2, *[None] * 3]),
    }
    draft = draft_for(contact, clinician, effective_on=starts, expires_on=ends, **said)
    ending.sign(draft, TYPED, clinician)


def revokes(one: Someone) -> None:
    if release := one.release():
        revoke(release, "asked on the phone", release.client.clinician)


def ends_by_event(one: Someone) -> None:
    if release := one.release():
        ending.end_by_event([release], "discharged", release.client.clinician)


def views(one: Someone) -> None:
    if release := one.release():
        actor = release.client.clinician
        record(
            EventKind.VIEWED,
            release.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
        )


OF_THE_APPLICATION = [
    *[signs, revokes, ends_by_event],
    *[books, moves, adds_a_person, reopens, cancels],
    *[talks_of_something_else, ends_care_and_takes_back],
    views,
]
