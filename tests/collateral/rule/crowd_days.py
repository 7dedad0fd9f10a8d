"""What the crowd does with sessions that repeat, and with who comes to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from collateral.arrival.act import arrive, undo
from collateral.models import (
    Arrival,
    LeftOutDate,
    Session,
    SessionSeries,
    SharedSessionPlan,
    WhyLeftOut,
)
from collateral.series import act as series_of
from collateral.series import change
from collateral.sessions.proposing import proposal_of
from practice.spans import local_day, span
from releases.models import Purpose
from tests.clock import DAY, HOUR
from tests.collateral.acts import asked_of, unasked
from tests.collateral.rule.someone import Someone

WEEK = 7 * DAY
PLAN = {"purpose": Purpose.SUPPORT}


def books_a_series(one: Someone) -> None:
    """Four dates, of which the last is left out."""
    first = asked_of(one.contact(), one.time())
    during = first.during
    dates = [span(during.lower + n * WEEK, during.upper + n * WEEK) for n in range(4)]
    series = SessionSeries(
        client=first.client,
        clinician=first.clinician,
        every="week",
        until="times",
        until_on=local_day(dates[-1].lower),
        started_by=first.clinician,
    )
    series_of.start_series(
        series,
        [unasked(replace(first, during=each)) for each in dates[:3]],
        [(dates[3], WhyLeftOut.NOT_COVERED)],
        SharedSessionPlan(**PLAN),
        first.clinician,
        outside={},
    )


def books_what_was_left_out(one: Someone) -> None:
    waiting = LeftOutDate.objects.waiting().order_by("?").first()
    newest = waiting and waiting.series.sessions.order_by("-during").first()
    if waiting and newest:
        people = [
            seat.contact for seat in newest.participants.select_related("contact")
        ]
        wanted = replace(
            proposal_of(newest, ()),
            contacts=tuple(people),
            during=waiting.during,
            session_id=None,
        )
        actor = newest.client.clinician
        good = [(waiting, unasked(wanted))]
        series_of.book_left_out(good, newest, actor, outside={})


def moves_a_series(one: Someone) -> None:
    if them := _of_a_series(one):
        by = timedelta(days=one.chance.choice([1, 7, 30]))
        wanted = []
        for each in them:
            asked = proposal_of(each, ())
            to = span(asked.during.lower + by, asked.during.upper + by)
            wanted.append(unasked(replace(asked, during=to)))
        change.move_each(wanted, (), them[0].client.clinician, outside={})


def reopens_a_series(one: Someone) -> None:
    if them := _of_a_series(one):
        wanted = []
        for each in them:
            people = tuple(
                s.contact for s in each.participants.select_related("contact")
            )
            wanted.append(unasked(replace(proposal_of(each, ()), contacts=people)))
        change.reopen_each(wanted, them[0].client.clinician)


def cancels_a_series(one: Someone) -> None:
    if them := _of_a_series(one):
        change.cancel_each(them, "snow", them[0].client.clinician)


def _of_a_series(one: Someone) -> list[Session]:
    """Some of one that are not over, in the order of their dates."""
    theirs = Session.objects.exclude(series=None).filter(
        status__in=("scheduled", "held")
    )
    found = theirs.order_by("?").values_list("series", flat=True).first()
    rest = theirs.filter(series=found, during__startswith__gt=timezone.now())
    return list(rest.select_related("client__clinician").order_by("during")[:3])


def checks_people_in(one: Someone) -> None:
    """Each who joins what begins soon, or has begun; some did not come."""
    now = timezone.now()
    today = Session.objects.filter(
        status__in=("scheduled", "checked_in"),
        during__overlap=span(now, now + HOUR),
    ).order_by("?")
    session = today.select_related("client__clinician").first()
    if session:
        seats = session.participants.select_related("contact")
        people = [seat.contact for seat in seats]
        how = one.chance.choice(["here", "here", "late", "absent"])
        asked = replace(proposal_of(session, ()), contacts=tuple(people))
        actor = session.client.clinician
        arrive(unasked(asked), dict.fromkeys(people, how), actor)


def undoes_an_arrival(one: Someone) -> None:
    found = Arrival.objects.standing().order_by("?")
    if arrival := found.select_related("session__client__clinician").first():
        undo(arrival, "It was somebody else.", arrival.session.client.clinician)


OF_THE_DAYS = [
    *[books_a_series, books_what_was_left_out],
    *[moves_a_series, reopens_a_series, cancels_a_series],
    *[checks_people_in, undoes_an_arrival],
]
