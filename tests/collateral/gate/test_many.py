"""The gate asked for many sessions at once says of each what it says of it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact
from collateral import gate
from collateral.gate.clashes import clashes_of, clashes_of_each
from collateral.gate.several import answer_each
from practice.models import Room, User
from practice.spans import span
from tests.booked import book
from tests.cast import client_of, contact_of
from tests.clock import DAY, FIFTY, afternoon
from tests.revoked import revoke
from tests.signed import draft_for, sign

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def weekly(
    client: Client, contacts: Sequence[Contact], number: int, room: Room | None = None
) -> list[gate.Proposal]:
    first = gate.Proposal(
        client=client,
        contacts=tuple(contacts),
        clinician=client.clinician,
        during=span(afternoon(), afternoon() + FIFTY),
        room=room,
        format="joint",
        place="in_person" if room else "video",
        topics=("skills",),
    )
    starts = (first.during.lower + place * WEEK for place in range(number))
    return [replace(first, during=span(each, each + FIFTY)) for each in starts]


def said(verdict: gate.Verdict) -> list[tuple[int, list[str], str]]:
    return [
        (line.contact.pk, [code.value for code in line.codes], line.sentence)
        for line in verdict.lines
    ]


def test_each_is_answered_as_it_is_alone(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    """Ben's release ends and is renewed without the topic; Maria's was revoked."""
    ends = timezone.now() + 20 * DAY
    sign(ben, ends=ends, topics=["skills"])
    sign(ben, ends, topics=["attendance"])
    revoke(sign(maria), "For now.", ada)
    draft_for(maria, ada)
    kit = contact_of(jordan, "Kit")
    sign(kit, ends=timezone.now() + 40 * DAY, topics=["skills"])
    proposals = weekly(jordan, [ben, maria, kit], 8)
    together = gate.ask_each(proposals)
    assert [said(each) for each in together] == [
        said(gate.ask(each)) for each in proposals
    ]
    for contact in (ben, kit):
        alone = [replace(each, contacts=(contact,)) for each in proposals]
        covered = [not verdict.gaps for verdict in gate.ask_each(alone)]
        assert covered == [not gate.ask(each).gaps for each in alone]
        assert True in covered
        assert False in covered


def test_a_minors_too(ada: User) -> None:
    """Who comes of age meanwhile, so that a parent's signature does for a part."""
    born = timezone.localdate() - timedelta(days=18 * 365 + 4 - 30)
    teo = client_of(ada, "Teo Lima", born=born)
    ines = contact_of(teo, "Ines Lima", "mother")
    sign(ines, topics=["skills"])
    proposals = weekly(teo, [ines], 8)
    together = [said(each) for each in gate.ask_each(proposals)]
    assert together == [said(gate.ask(each)) for each in proposals]


def test_what_is_taken_is_found_of_each(
    jordan: Client, ben: Contact, lee: Contact, blue_room: Room
) -> None:
    sign(ben)
    sign(lee)
    book(lee.client, [lee], afternoon() + WEEK, room=blue_room)
    book(jordan, [ben], afternoon() + 2 * WEEK)
    proposals = weekly(jordan, [ben], 4, blue_room)
    found = clashes_of_each(proposals)
    assert found == [clashes_of(each) for each in proposals]
    assert [bool(each) for each in found] == [False, True, True, False]


def test_fifty_two_are_asked_in_as_many_queries_as_one(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + 380 * DAY)
    counts = []
    for number in (1, 52):
        proposals = weekly(jordan, [ben], number)
        answer_each(proposals)
        with CaptureQueriesContext(connection) as captured:
            answers = answer_each(proposals)
        assert all(each.good for each in answers) or number == 52
        counts.append(len(captured))
    assert counts[0] == counts[1]
