"""A release that is signed replaces another, which carries over what it can."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral import ending
from practice.models import User
from releases.models import Release, ReleaseDraft
from tests.booked import book
from tests.collateral.ending.leaning import (
    LATER,
    SOON,
    kinds,
    on_screen,
    statuses,
    typed_by,
)
from tests.revoked import revoke
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_a_longer_release_replaces_one_and_carries_its_sessions(
    ada: User, jordan: Client, ben: Contact
) -> None:
    old = sign(ben)
    book(jordan, [ben], SOON)
    new, held = on_screen(ben, ada, ends=300)
    assert held == []
    assert statuses() == ["scheduled"]
    old.refresh_from_db()
    new.refresh_from_db()
    assert old.superseded_by == new
    assert old.in_force.upper == new.in_force.lower
    assert kinds() == ["superseded", "signed"]


def test_a_shorter_release_replaces_one_and_holds_what_it_does_not_reach(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    _, held = on_screen(ben, ada, ends=30)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]
    assert kinds() == ["superseded", "signed", "held"]


def test_a_release_from_next_month_replaces_from_then_on(
    ada: User, jordan: Client, ben: Contact
) -> None:
    old = sign(ben)
    book(jordan, [ben], LATER)
    new, held = on_screen(ben, ada, starts=30, ends=90)
    assert held == []
    old.refresh_from_db()
    assert old.superseded_at == new.effective_at
    assert statuses() == ["scheduled"]


def test_what_was_to_be_replaced_next_month_is_replaced_today(
    ada: User, jordan: Client, ben: Contact
) -> None:
    old = sign(ben)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    planned, _ = on_screen(ben, ada, starts=30, ends=90)
    new, held = on_screen(ben, ada, starts=0, ends=20)
    old.refresh_from_db()
    assert (old.superseded_by, old.superseded_at) == (new, new.effective_at)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]
    assert Release.objects.get(pk=planned.pk).superseded_at is None


def test_a_release_that_covers_the_planned_one_replaces_it_too(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], LATER)
    planned, _ = on_screen(ben, ada, starts=30, ends=90)
    new, held = on_screen(ben, ada, starts=0, ends=120)
    planned.refresh_from_db()
    assert held == []
    assert (planned.superseded_by, planned.in_force) == (new, None)
    assert statuses() == ["scheduled"]


def test_revoking_what_was_to_replace_leaves_the_old_ending_when_it_was_to(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    planned, _ = on_screen(ben, ada, starts=30, ends=90)
    held = revoke(planned, "asked", ada)
    assert [session.during.lower for session in held] == [LATER]
    assert statuses() == ["scheduled", "held"]


def test_signing_twice_signs_once(ada: User, ben: Contact) -> None:
    draft = draft_for(ben, ada)
    first, _ = ending.sign(draft, typed_by(ben.client), ada)
    again, held = ending.sign(ReleaseDraft.objects.get(), typed_by(ben.client), ada)
    assert (again, held) == (first, [])
    assert kinds() == ["signed"]
