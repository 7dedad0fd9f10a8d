"""A small practice for two rivals to act in."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending
from collateral.gate import Proposal
from collateral.models import Participant, Session, SharedSessionPlan, Status
from practice.models import Role, User
from practice.spans import local_instant, span
from releases.models import (
    Mark,
    Place,
    Purpose,
    Release,
    ReleaseDraft,
    Signature,
)
from tests.booked import seat, seat_in
from tests.cast import client_of, contact_of
from tests.clock import DAY, FIFTY
from tests.collateral import acts as booking
from tests.collateral.rule.rivals import Rival
from tests.collateral.rule.stage_releases import entered, in_force
from tests.revoked import revoke, revoke_part
from tests.signed import draft_for


@dataclass
class Stage:
    """Jordan's contacts Ben and Maria are covered for ninety days. One session is
    booked with Ben, one with both, another is on hold. Lee is a contact of Ada's other
    client.
    """

    ada: User
    jordan: Client
    ben: Contact
    maria: Contact
    lee: Contact
    release: Release
    booked: Session
    both: Session
    held: Session
    shorter: ReleaseDraft
    longer: ReleaseDraft


_numbers = count(1)


@transaction.atomic
def staged(most_sessions: int | None = None) -> Stage:
    """A stage that shares nobody with any other; its releases allow so many sessions."""
    username = f"ada{next(_numbers)}"
    ada = User(username=username, name="Dr. Ada Okafor", role=Role.CLINICIAN)
    ada.save()
    jordan = client_of(ada, "Jordan Reyes")
    kim = client_of(ada, "Kim Park")
    ben, maria = contact_of(jordan, "Ben Hart"), contact_of(jordan, "Maria Reyes")
    lee = contact_of(kim, "Lee Park")
    releases = entered(
        [in_force(who, most_sessions=most_sessions) for who in (ben, maria, lee)]
    )
    booked, both, held = seated(
        [
            (session(jordan, 20, Status.SCHEDULED), [ben]),
            (session(jordan, 60, Status.SCHEDULED), [ben, maria]),
            (session(jordan, 40, Status.HELD), [ben]),
        ]
    )
    return Stage(
        ada=ada,
        jordan=jordan,
        ben=ben,
        maria=maria,
        lee=lee,
        release=releases[0],
        booked=booked,
        both=both,
        held=held,
        shorter=draft_for(ben, ada, expires_on=on(10).date()),
        longer=draft_for(ben, ada, expires_on=on(200).date()),
    )


def session(client: Client, day: int, status: Status) -> Session:
    """Fifty minutes at three in the afternoon; not saved."""
    return Session(
        client=client,
        clinician=client.clinician,
        place=Place.VIDEO,
        during=span(on(day), on(day) + FIFTY),
        booked_at=timezone.now(),
        status=status,
    )


def seated(sessions: list[tuple[Session, list[Contact]]]) -> list[Session]:
    """The sessions, saved with a plan and a seat for each of their contacts."""
    booked = Session.objects.bulk_create([session for session, _ in sessions])
    Participant.objects.bulk_create(
        seat_in(session, contact) for session, who in sessions for contact in who
    )
    SharedSessionPlan.objects.bulk_create(
        SharedSessionPlan(session=session, purpose=Purpose.SUPPORT)
        for session in booked
    )
    return booked


def on(day: int) -> datetime:
    """Three in the afternoon, so many days from today."""
    return local_instant(timezone.localdate() + day * DAY, time(15), lenient=True)


Act = Callable[[Stage], Any]
TYPED = Signature(
    signer="Jordan Reyes", capacity="client", mark=Mark.TYPED, typed_name="Jordan Reyes"
)


def books(at: Stage) -> None:
    proposal = Proposal(
        client=at.jordan,
        contacts=(at.ben, at.maria),
        clinician=at.ada,
        during=span(on(30), on(30) + FIFTY),
        room=None,
        format="joint",
        place="video",
    )
    booking.book(proposal, SharedSessionPlan(purpose=Purpose.SUPPORT), at.ada)


def moves(at: Stage) -> None:
    booking.move(at.booked, span(on(50), on(50) + FIFTY), None, at.ada)


def adds_a_person(at: Stage) -> None:
    booking.join(at.booked, at.maria, at.ada)


def shortens(at: Stage) -> None:
    ending.sign(at.shorter, TYPED, at.ada)


def supersedes(at: Stage) -> None:
    ending.sign(at.longer, TYPED, at.ada)


def revokes(at: Stage) -> None:
    revoke(at.release, "asked on the phone", at.ada)


def revokes_joint_sessions(at: Stage) -> None:
    revoke_part(at.release, ["joint"], at.ada)


def reopens(at: Stage) -> None:
    booking.reopen(at.held, [at.ben], [], at.ada)


def takes_ben_out(at: Stage) -> None:
    booking.reopen(at.both, [at.maria], [at.ben], at.ada)


def takes_maria_out(at: Stage) -> None:
    booking.reopen(at.both, [at.ben], [at.maria], at.ada)


def cancels(at: Stage) -> None:
    booking.cancel(at.booked, "snow", at.ada)


@transaction.atomic
def empties_what_is_held(at: Stage) -> None:
    """Past the acts: Ben leaves the session that is on hold."""
    Participant.objects.filter(session=at.held).delete()


@transaction.atomic
def changes_the_person(at: Stage) -> None:
    """Past the acts: Maria for Ben."""
    Participant.objects.filter(session=at.booked).update(contact=at.maria)


@transaction.atomic
def changes_the_client(at: Stage) -> None:
    """Past the acts: Ben leaves, the session becomes Kim's, and Lee joins."""
    mine = Session.objects.filter(pk=at.booked.pk)
    mine.update(status=Status.HELD)
    Participant.objects.filter(session=at.booked).delete()
    mine.update(client=at.lee.client_id)
    seat(mine.get(), at.lee)
    mine.update(status=Status.SCHEDULED)


def meetings(
    one: Rival,
    other: Rival,
    first: Act,
    second: Act,
    most_sessions: int | None = None,
) -> Iterator[tuple[int, Stage, list[Any]]]:
    """Let ``first`` stop before each of its statements in turn while ``second`` goes as
    far as it gets, on a new stage each time; what came of both, in that order.
    """
    for statement in count(1):
        at = staged(most_sessions)
        as_set = pickle.dumps(at)
        one.start(partial(first, again(as_set)), statement)
        if not one.reaches_its_stop():
            return
        other.start(partial(second, again(as_set)))
        other.goes_as_far_as_it_can()
        one.goes_on()
        yield statement, at, [one.outcome(), other.outcome()]


def again(as_set: bytes) -> Stage:
    """A stage of one's own: in a third of the time that ``deepcopy`` takes."""
    stage: Stage = pickle.loads(as_set)  # noqa: S301 (it was dumped a moment ago)
    return stage
