"""A session with Ben, who hears of sleep, and Maria, who hears of school."""

from __future__ import annotations

import pytest

from clients.models import Contact
from collateral.cards.card import Card, cards_of
from collateral.models import Participant, PlanVersion, Session
from collateral.models.topic import topics_for
from tests.booked import book
from tests.clock import afternoon
from tests.signed import sign


@pytest.fixture
def session(ben: Contact, maria: Contact, unprinted: None) -> Session:
    """In a week. Of what Ben's release says besides, nothing is planned."""
    sign(
        ben,
        topics=["attendance", "skills", "sleep"],
        off_limit_topics=["diagnosis"],
        off_limits="Nothing about the kettle.",
        details="Only what helps with the porridge.",
    )
    sign(maria, topics=["school"])
    booked = book(ben.client, [ben, maria], afternoon(7))
    topics_for([seat_of(booked, ben)], ["sleep"])
    topics_for([seat_of(booked, maria)], ["school"])
    return booked


def seat_of(session: Session, contact: Contact) -> Participant:
    return session.participants.get(contact=contact)


def card_of(session: Session, contact: Contact) -> Card:
    (card,) = cards_of(session, [contact], PlanVersion.objects.newest_of(session.pk))
    return card
