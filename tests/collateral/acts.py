"""The acts on sessions as a test does them, past the gate: the database is asked alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from clients.models import Contact
from collateral.booking import book as booking
from collateral.gate import Cleared, Proposal, clearance
from collateral.models import Session, SharedSessionPlan
from collateral.sessions import join as joining
from collateral.sessions import move as moving
from collateral.sessions import reopen as reopening
from collateral.sessions import topics as talking
from collateral.sessions.cancel import cancel
from collateral.sessions.proposing import proposal_of
from collateral.sessions.seats import SessionChanged
from practice.models import Room, User
from practice.spans import Span
from releases.models import Place

__all__ = [
    "SessionChanged",
    "asked_of",
    "book",
    "cancel",
    "join",
    "move",
    "reopen",
    "talk_of",
]


def unasked(proposal: Proposal) -> Cleared:
    """``proposal``, cleared without a question. In the product nobody can do this."""
    return Cleared(proposal, {}, clearance._SEAL)


def asked_of(contact: Contact, during: Span) -> Proposal:
    """That ``contact`` joins by video, with the client and told by their clinician."""
    return Proposal(
        client=contact.client,
        contacts=(contact,),
        clinician=contact.client.clinician,
        during=during,
        room=None,
        format="joint",
        place=Place.VIDEO,
    )


def book(proposal: Proposal, plan: SharedSessionPlan, actor: User) -> Session:
    return booking.book(unasked(proposal), plan, actor)


def move(session: Session, during: Span, room: Room | None, actor: User) -> None:
    place = Place.IN_PERSON if room else Place.VIDEO
    wanted = replace(_as_it_is(session), during=during, room=room, place=place)
    moving.move(unasked(wanted), actor)


def join(session: Session, contact: Contact, actor: User) -> None:
    joining.join(unasked(replace(_as_it_is(session), joining=(contact,))), actor)


def reopen(
    session: Session,
    contacts: Iterable[Contact],
    leaving: Iterable[Contact],
    actor: User,
) -> None:
    people: dict[str, Any] = {"contacts": tuple(contacts), "leaving": tuple(leaving)}
    reopening.reopen(unasked(replace(_as_it_is(session), **people)), actor)


def talk_of(session: Session, topics: Iterable[str], actor: User) -> None:
    about = replace(_as_it_is(session), topics=tuple(topics))
    talking.talk_of(unasked(about), actor)


def _as_it_is(session: Session) -> Proposal:
    return proposal_of(session, ())
