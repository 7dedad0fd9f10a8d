"""The gate and the database give the same verdict, whatever has happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from clients.models import Client, Contact
from collateral import ending, gate
from collateral.ending import ripple
from collateral.gate import Proposal
from collateral.models import Participant, Session
from collateral.models.keys import keys_wait
from practice.models import User
from practice.spans import span
from releases.models import Release
from tests.bare import bare
from tests.booked import book
from tests.clock import DAY, HOUR, MINUTE, TICK, local
from tests.ended import reasons
from tests.instants import NOTHING, instants
from tests.refusals import refusal_of, words_of
from tests.revoked import revoke, revoked_as_it_says
from tests.signed import enter

pytestmark = pytest.mark.long

BEFORE, BOOKED_BY = local("2023-01-01"), local("2026-11-20")
ENDINGS = (
    "authority_ends_at",
    "authority_ended_at",
    "event_occurred_at",
    "law_ended_at",
    "revoked_at",
    "superseded_at",
    "voided_at",
)
MAY_REFUSE = ("release_one_in_force", "release_starts_while_its_signer_may_sign")

histories_ = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Signed:
    """A release from where the last one ended, or after a gap; how and when it ends."""

    gap: timedelta
    until: datetime
    ending: str | None
    at: datetime


releases = st.lists(
    st.builds(
        Signed,
        gap=st.sampled_from([NOTHING, NOTHING, NOTHING, TICK, -TICK, DAY]),
        until=instants,
        ending=st.none() | st.none() | st.sampled_from(ENDINGS),
        at=instants,
    ),
    min_size=1,
    max_size=5,
).map(lambda signed: sorted(signed, key=lambda each: each.until))
asked_for = st.tuples(instants, instants, st.sampled_from([TICK, 50 * MINUTE, 2 * DAY]))


def sign(contact: Contact, history: list[Signed]) -> None:
    """Sign what of ``history`` can be signed; the words beforehand are the database's."""
    last = BEFORE
    for each in history:
        release = bare(
            contact,
            signed_at=BEFORE,
            effective_at=last + each.gap,
            expires_at=max(each.until, last + each.gap + TICK),
        )
        if each.ending:
            setattr(release, each.ending, each.at)
        if each.ending == "revoked_at":
            revoked_as_it_says(release, contact.client.clinician)
        for name, value in reasons(contact.client, [each.ending or ""]).items():
            setattr(release, name, value)
        beforehand = [name for name in MAY_REFUSE if words_of(name, release)]
        refusal = refusal_of(partial(enter, release))
        assert refusal == "".join(beforehand)
        if not refusal:
            last = release.in_force.upper if release.in_force else last


@given(
    his=releases,
    hers=releases,
    together=st.booleans(),
    asked=asked_for,
    moved=asked_for,
)
@histories_
def test_the_gate_and_the_database_agree(
    ben: Contact,
    maria: Contact,
    his: list[Signed],
    hers: list[Signed],
    together: bool,
    asked: tuple[datetime, datetime, timedelta],
    moved: tuple[datetime, datetime, timedelta],
) -> None:
    starts, booked_at, length = asked
    proposal = Proposal(
        client=ben.client,
        contacts=(ben, maria) if together else (ben,),
        clinician=ben.client.clinician,
        during=span(starts, starts + length),
        room=None,
        format="joint",
        place="video",
        booked_at=min(booked_at, starts, BOOKED_BY),
    )
    with transaction.atomic():
        sign(ben, his)
        sign(maria, hers)
        if agree(proposal, lambda: book_as(proposal)):
            session = Session.objects.get()
            start, _, lasts = moved
            during = span(max(start, proposal.booked_at + TICK), start + 900 * DAY)
            during = span(during.lower, during.lower + lasts)
            theirs = Session.objects.filter(pk=session.pk)
            move = partial(theirs.update, during=during)
            if session.took_place_by(timezone.now()):
                stays = "" if during == session.during else "session_keeps_what_it_was"
                assert refusal_of(move) == stays
            else:
                agree(replace(proposal, during=during), move)
        assert not Participant.objects.uncovered().exists()
        transaction.set_rollback(True)


def agree(proposal: Proposal, act: object) -> bool:
    """Whether both let ``act`` pass; that one does and the other does not, fails."""
    gaps = gate.ask(proposal).gaps
    refusal = refusal_of(act)
    assert refusal == ("participant_release_in_force" if gaps else "")
    for gap in gaps:
        assert proposal.relies_on.lower <= gap.since < proposal.relies_on.upper
        event(gap.code.value)
    event("refused" if gaps else "passed")
    return not gaps


def book_as(proposal: Proposal) -> Session:
    during = proposal.during
    return book(
        proposal.client,
        proposal.contacts,
        during.lower,
        ends=during.upper,
        booked_at=proposal.booked_at,
    )


around_now = st.integers(-3, 6)


@given(
    ends=st.lists(around_now, min_size=1, max_size=4, unique=True).map(sorted),
    gap=st.sampled_from([NOTHING, NOTHING, TICK]),
    sessions=st.lists(around_now, min_size=1, max_size=5, unique=True),
    ended=st.integers(0, 3),
    by_event=st.booleans(),
)
@settings(parent=histories_, max_examples=100)
def test_what_is_put_on_hold_is_what_would_be_uncovered(
    ada: User,
    jordan: Client,
    ben: Contact,
    ends: list[int],
    gap: timedelta,
    sessions: list[int],
    ended: int,
    by_event: bool,
) -> None:
    now = timezone.now()
    with transaction.atomic():
        signed = signed_around(now, ben, ends, gap)
        for day in sessions:
            starts = now + day * DAY - 2 * HOUR
            booked_at = min(starts, now - HOUR)
            refusal_of(
                lambda s=starts, b=booked_at: book(jordan, [ben], s, booked_at=b)
            )
        release = signed[ended % len(signed)]
        rippled = set(ripple.of_ending(release))
        assert rippled == would_be_uncovered(release)
        held = (
            ending.end_by_event([release], "asked", ada)
            if by_event
            else revoke(release, "asked", ada)
        )
        assert set(held) == rippled
        assert not Participant.objects.uncovered().exists()
        event(f"{len(rippled)} held")
        transaction.set_rollback(True)


def signed_around(
    now: datetime, contact: Contact, ends: list[int], gap: timedelta
) -> list[Release]:
    """Releases one after another, from four days ago until each of ``ends``."""
    last, signed = now - 4 * DAY, []
    for day in ends:
        release = enter(
            bare(
                contact,
                signed_at=now - 5 * DAY,
                effective_at=last,
                expires_at=now + day * DAY,
            )
        )
        signed.append(release)
        last = release.expires_at + gap
    return signed


def would_be_uncovered(release: Release) -> set[Session]:
    """Whom the database would find uncovered if ``release`` ended now."""
    with transaction.atomic():
        keys_wait()
        Release.objects.filter(pk=release.pk).update(event_occurred_at=timezone.now())
        uncovered = Participant.objects.uncovered().values("session")
        found = set(Session.objects.filter(pk__in=uncovered))
        transaction.set_rollback(True)
    return found
