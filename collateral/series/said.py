"""A series in words."""

from __future__ import annotations

from datetime import date

from django.utils.dates import WEEKDAYS

from collateral.models import Every
from collateral.series.act import Done
from collateral.series.dates import NTH, WEEK
from practice.formats import say_day, say_list
from practice.numbers import say_number
from practice.spans import local_day


def rule_of(every: str, day: date) -> str:
    """Every Tuesday"""
    weekday = WEEKDAYS[day.weekday()]
    if every == Every.MONTH:
        return f"Every {NTH[(day.day - 1) // WEEK.days]} {weekday} of the month"
    return f"Every {weekday}" if every == Every.WEEK else f"Every other {weekday}"


def say_sessions(number: int) -> str:
    return "one session" if number == 1 else f"{say_number(number)} sessions"


def say_done(verb: str, done: Done, unseen: int = 0) -> str:
    """How many, and of which dates the page said otherwise: what changed since it was
    shown, and while it was done.
    """
    said = f"{verb} {say_sessions(len(done.sessions))}."
    if done.lost:
        days = say_list(say_day(local_day(e.proposal.during.lower)) for e in done.lost)
        said += f" Not covered any more, and left out: {days}."
    if unseen:
        more = (
            "One date was"
            if unseen == 1
            else f"{say_number(unseen).capitalize()} dates were"
        )
        said += f" {more} left out that could be booked as you looked. See below why."
    return said
