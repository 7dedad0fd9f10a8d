"""Of the next free times, at which those who join are covered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.finder import offers
from collateral.booking.form import BookingForm
from collateral.booking.times import Times
from collateral.gate import ask
from collateral.sessions.move_form import MoveForm
from collateral.sessions.moving import Moving
from practice.models import User
from practice.spans import last_day
from tests.booked import book, typed
from tests.clock import DAY, HOUR, afternoon
from tests.collateral.booking.finding import monday, wanted
from tests.collateral.covering.test_covering import covered
from tests.signed import sign


def test_what_ends_after_a_release_needs_a_renewal_first(
    mornings: None, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria, ends=monday("09:50") + DAY)
    found = offers(wanted(jordan, ben, maria), monday())
    assert [each.is_covered for each in found[:4]] == [True, True, True, False]
    for each in found[:4]:
        verdict = ask(each.of(wanted(jordan, ben, maria), None))
        assert bool(verdict.gaps) is not each.is_covered


def test_a_renewal_carries_on(mornings: None, jordan: Client, ben: Contact) -> None:
    ends = monday("09:30")
    sign(ben, ends=ends)
    sign(ben, starts=ends)
    assert all(each.is_covered for each in offers(wanted(jordan, ben), monday()))


def test_who_is_granted_too_little_is_covered_at_no_time(
    mornings: None, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben, topics=["sleep"], grants=["joint", "video", "sleep"])
    covered = {
        topic: {each.is_covered for each in offers(asked, monday())}
        for topic in ("sleep", "school")
        if (asked := wanted(jordan, ben, topics=[topic]))
    }
    assert covered == {"sleep": {True}, "school": {False}}
    assert not any(e.is_covered for e in offers(wanted(jordan, ben, maria), monday()))


def test_after_the_last_day_of_a_cover_whoever_covers_is_offered_nothing(
    jordan: Client, ben: Contact, cleo: User
) -> None:
    cover = covered(jordan, cleo, 0, 1)
    sign(ben)
    theirs = replace(wanted(jordan, ben, length=HOUR), clinician=cleo)
    over = cover.during.upper
    last = over - HOUR
    assert [each.start for each in offers(theirs, last, over)] == [last]
    assert offers(theirs, last + timedelta(minutes=15), over) == []
    assert offers(theirs, over + DAY, over) == []
    asked = QueryDict("date=" + (timezone.localdate() + 2 * DAY).isoformat())
    times = Times.of(BookingForm.read(jordan, cleo, asked), asked, beside=True)
    assert all(each.offer.start < over for _, day in times.days for each in day)
    assert "What is later, Dr. Ada Okafor books." in times.after_cover
    after = Times.of(
        BookingForm.read(jordan, cleo, asked), asked, monday().date(), beside=False
    )
    assert (after.days, after.last_day) == ([], None)


def test_what_whoever_covers_leads_is_moved_to_no_later_day(
    jordan: Client, ben: Contact, cleo: User
) -> None:
    cover = covered(jordan, cleo, 0, 3)
    sign(ben)
    session = book(jordan, [ben], afternoon(1), clinician=cleo)
    assert Moving(MoveForm(session), cleo).times
    for day, _ in Moving(MoveForm(session), cleo).times:
        assert day <= last_day(cover.during.upper)
    for ahead, wrong in ((3, set()), (4, {"date"})):
        form = MoveForm(session, typed([], afternoon(ahead)))
        form.is_valid()
        assert set(form.errors) & {"date"} == wrong
