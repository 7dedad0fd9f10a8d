"""What a crowd does by the gate and the acts alone, where papers, orders, states and who
has to sign change meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.law.who import who_may_sign
from clients.ledger import record
from clients.models import Authority, Client, CourtOrder, EventKind
from clients.people.acts import change_client, keep_still
from collateral import ending, gate
from collateral.booking.book import book
from collateral.ending import authority
from collateral.ending.asked_again import hold_what_is_refused
from collateral.ending.order import enter_orders
from collateral.models import Session, SharedSessionPlan
from collateral.sessions.move import move
from collateral.sessions.proposing import proposal_of, seats_of
from collateral.sessions.reopen import reopen
from practice.database.transactions import retried
from practice.models import Role
from releases.models import Mark, Place, Purpose, Refusal, ReleaseDraft, Signature
from releases.refusing.act import refuse, take_back
from tests.cast import authority_of, client_of, contact_of, user
from tests.clock import DAY
from tests.collateral.rule.crowd_acts import (
    cancels,
    ends_by_event,
    ends_care_and_takes_back,
    revokes,
)
from tests.collateral.rule.someone import Practice, Someone
from tests.signed import draft_for

PARENTS = ["Rosa Vance", "Luis Ortega"]


def families() -> Practice:
    """Clients of 12, of 15, of age within a month, and of age; two contacts each."""
    today = timezone.localdate()
    ages = [12 * 366, 15 * 366, 18 * 365 - 15, 40 * 366]
    clinicians = [user(f"c{n}", "Ada Okafor", Role.CLINICIAN) for n in range(2)]
    clients = [
        client_of(clinicians[n % 2], "Teo Vance", born=today - days * DAY)
        for n, days in enumerate(ages)
    ]
    contacts = [contact_of(each, "Ines Vance", "aunt") for each in clients * 2]
    return Practice(clinicians, clients, contacts)


def signs_as_they_may(one: Someone) -> None:
    """All who have to, one after another; or only the first of them."""
    contact, today = one.contact(), timezone.localdate()
    actor = contact.client.clinician
    client = Client.objects.get(pk=contact.client_id)
    contact.client = client
    days = one.chance.choice([20, 60, 120]) * DAY
    counted = one.chance.choice([2, None, None])
    places = {"places": Place.values, "most_sessions": counted}
    draft = draft_for(contact, actor, expires_on=today + days, **places)
    ways = who_may_sign(client, today).ways
    way = one.chance.choice(ways) if ways else ()
    for signer in way[: one.chance.choice([1, 2, 2])]:
        name = signer.names[0] if signer.names else PARENTS[0]
        mark = Signature(
            signer=name,
            capacity=signer.capacity,
            authority="" if signer.capacity == "client" else "by law",
            mark=Mark.TYPED,
            typed_name=name,
        )
        ending.sign(draft, mark, actor)


def refuses_to_sign(one: Someone) -> None:
    """Of what waits, which others may sign first; or what was prepared for it."""
    draft = ReleaseDraft.objects.awaiting_signature().order_by("?").first()
    if draft is None or one.chance.choice([True, False]):
        contact = one.contact()
        draft = draft_for(contact, contact.client.clinician)
    by = draft.prepared_by
    if standing := draft.refusals.filter(taken_back_at=None).first():
        take_back(standing, by)
        return
    said = {"said_on": timezone.localdate(), "recorded_by": by}
    refuse(Refusal(draft=draft, signer=PARENTS[1], capacity="parent", **said))


def asks_and_books(one: Someone) -> None:
    contact = one.contact()
    client = Client.objects.select_related("clinician").get(pk=contact.client_id)
    proposal = gate.Proposal(
        client=client,
        contacts=(contact,),
        clinician=client.clinician,
        during=one.time(),
        room=None,
        format="joint",
        place="video",
    )
    plan = SharedSessionPlan(purpose=Purpose.SUPPORT)
    book(gate.clear(proposal), plan, client.clinician)


def _as_it_stands(session: Session) -> gate.Proposal:
    return proposal_of(session, [seat.contact for seat in seats_of(session)])


def asks_and_moves(one: Someone) -> None:
    if session := one.session("scheduled"):
        wanted = replace(_as_it_stands(session), during=one.time())
        move(gate.clear(wanted), session.client.clinician)


def asks_and_books_again(one: Someone) -> None:
    if session := one.session("held"):
        wanted = replace(_as_it_stands(session), needs_cover=True)
        reopen(gate.clear(wanted), session.client.clinician)


@retried
def enters_papers(one: Someone) -> None:
    client = one.contact().client
    keep_still(client)
    by, other = one.practice.clinicians
    acts = one.chance.choice(["either", "both", "sole"])
    who = one.chance.choice(PARENTS)
    kind = one.chance.choice(["parent", "letters"])
    authority_of(client, by, who, kind, acts=acts, verified_by=other)
    _asked_again(client)


@retried
def takes_off_papers(one: Someone) -> None:
    """Refused at the commit where a release that rests on them would outlive them."""
    client = one.contact().client
    keep_still(client)
    papers = Authority.objects.filter(client=client, ended_at=None).order_by("?")
    if found := papers.first():
        found.ended_at, found.ended_by = timezone.now(), client.clinician
        found.ended_reason = "The court ended it."
        found.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        _asked_again(client)


def _asked_again(client: Client) -> None:
    now = Client.objects.select_related("clinician").get(pk=client.pk)
    hold_what_is_refused(now, now.clinician)
    record(EventKind.AUTHORITY_ADDED, now, now.clinician)


def orders(one: Someone) -> None:
    contact = one.contact()
    by = contact.client.clinician
    order = CourtOrder(
        client=contact.client,
        contact=contact,
        ruling=one.chance.choice(["no_contact", "free", "free"]),
        dated_on=timezone.localdate(),
        court="Family Court",
        evidence="A copy.",
        entered_by=by,
    )
    enter_orders([order], by)


def moves_to_another_state(one: Someone) -> None:
    _changes(one, state=one.chance.choice(["NY", "DC", "WA", "TX", "AL"]))


def consents_alone(one: Someone) -> None:
    """From some day on; or no longer."""
    judged = {"self_consent_law": "", "self_consent_judged_by": None}
    starts = one.chance.choice([None, timezone.localdate() + timedelta(days=9)])
    if starts:
        judged = {
            "self_consent_law": "RCW 71.34.530",
            "self_consent_judged_by": one.practice.clinicians[0],
        }
    _changes(one, self_consent_from=starts, **judged)


def comes_under_part_2(one: Someone) -> None:
    _changes(one, part2=one.chance.choice([True, False, False]))


@retried
def _changes(one: Someone, **said: Any) -> None:
    """As the page of the client does."""
    pk = one.contact().client_id
    client = Client.objects.select_related("clinician").get(pk=pk)
    keep_still(client)
    client.refresh_from_db()
    for name, value in said.items():
        setattr(client, name, value)
    lapses = authority.foreseen(client, list(said))
    authority.end(lapses, client.clinician)
    hold_what_is_refused(client, client.clinician)
    change_client(client, list(said), client.clinician)


BY_THE_GATE = [
    *[signs_as_they_may, asks_and_books, asks_and_books_again] * 9,
    *[asks_and_moves] * 3,
    *[enters_papers, takes_off_papers, orders, moves_to_another_state],
    *[consents_alone, comes_under_part_2, refuses_to_sign],
    *[revokes, ends_by_event, cancels, ends_care_and_takes_back],
]
