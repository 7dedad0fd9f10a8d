"""What a day needs on paper: in the order of its sessions, each paper once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Needs, PrintBatch, Session
from collateral.printing.cover import title_of
from collateral.printing.needed import Needed, needed_again, needed_for
from collateral.schedule.day import next_working_day
from practice.formats import say_day
from practice.models import ClosedDay, User
from practice.spans import local_day, start_of
from releases.models import Refusal, Release
from releases.refusing.act import refuse
from tests.booked import book
from tests.cast import contact_of
from tests.clock import DAY, HOUR
from tests.signed import draft_for, sign

FRIDAY = 4


def next_day(user: User) -> list[tuple[str, int]]:
    _, found = needed_for(Needs.NEXT_DAY, user, timezone.localdate())
    return [(each.kind, each.pk) for each in found]


def test_who_is_covered_needs_their_release_and_who_is_not_a_form(
    at_three: Session, at_ten: Session, bens: Release, maria: Contact, finn: User
) -> None:
    assert next_day(finn) == [("signed", bens.pk), ("form", maria.pk)]


def test_a_draft_that_waits_is_printed_to_be_signed(
    at_three: Session, maria: Contact, ada: User, finn: User
) -> None:
    draft = draft_for(maria, ada)
    assert next_day(finn) == [("draft", draft.pk)]


def test_what_is_refused_needs_no_paper(
    at_three: Session, maria: Contact, ada: User, finn: User
) -> None:
    said = Refusal(
        draft=draft_for(maria, ada),
        signer="Jordan Reyes",
        capacity="client",
        said_on=timezone.localdate(),
        recorded_by=ada,
    )
    refuse(said)
    assert next_day(finn) == []


def test_a_paper_is_printed_once_however_many_sessions_it_carries(
    at_ten: Session, jordan: Client, ben: Contact, bens: Release, finn: User
) -> None:
    book(jordan, [ben], at_ten.during.upper + 2 * HOUR)
    assert next_day(finn) == [("signed", bens.pk)]


def test_a_clinician_prints_what_they_may_see(at_ten: Session, cleo: User) -> None:
    assert next_day(cleo) == []


def test_the_day_after_is_not_needed(
    jordan: Client, ben: Contact, bens: Release, finn: User
) -> None:
    book(jordan, [ben], start_of(next_working_day(timezone.localdate()) + DAY))
    assert next_day(finn) == []


@pytest.mark.parametrize(("on", "needed"), [(0, [1, 2, 4]), (1, [2, 4])])
def test_before_a_long_weekend_what_lies_between_is_needed_too(
    on: int, needed: list[int], jordan: Client, finn: User
) -> None:
    today = timezone.localdate()
    friday = today + (FRIDAY - today.weekday() + 7) * DAY
    monday = friday + 3 * DAY
    ClosedDay.objects.all().delete()
    ClosedDay.objects.create(name="A retreat", first_on=monday, last_on=monday)
    for days in (1, 2, 4, 5):
        other = contact_of(jordan, f"Contact {days}", "friend")
        sign(other)
        book(jordan, [other], start_of(friday + days * DAY) + 15 * HOUR)
    day, found = needed_for(Needs.NEXT_DAY, finn, friday + on * DAY)
    assert day == friday + 4 * DAY
    days_on = [local_day(each.session.during.lower) for each in found if each.session]
    assert [(each - friday).days for each in days_on] == needed


@pytest.mark.parametrize(("days", "said"), [(1, "for"), (3, "through")])
def test_the_title_says_until_when(days: int, said: str) -> None:
    day = timezone.localdate() + days * DAY
    title = title_of(PrintBatch(needs=Needs.NEXT_DAY, day=day))
    assert title == f"Papers {said} {say_day(day)}"


@pytest.mark.usefixtures("unprinted")
def test_what_ends_on_the_last_day_of_the_month_ends_this_month(
    ben: Contact, maria: Contact, ada: User, finn: User
) -> None:
    today = timezone.localdate()
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    sign(maria, ends=start_of(first + DAY))
    release = sign(ben, ends=start_of(first))
    draft = draft_for(ben, ada)
    day, found = needed_for(Needs.ENDING, finn, today)
    assert day == first - DAY
    assert [(each.kind, each.pk) for each in found] == [
        ("signed", release.pk),
        ("draft", draft.pk),
    ]
    assert found[0].ends == day


def test_a_batch_finds_its_papers_again_in_its_order(
    at_ten: Session, at_three: Session, bens: Release, maria: Contact
) -> None:
    papers = [[at_three.pk, f"form-{maria.pk}"], [at_ten.pk, f"signed-{bens.pk}"]]
    batch = PrintBatch(needs=Needs.NEXT_DAY, day=date(2027, 1, 4), papers=papers)
    assert needed_again(batch) == [
        Needed("form", maria.pk, maria, at_three),
        Needed("signed", bens.pk, bens.contact, at_ten),
    ]
