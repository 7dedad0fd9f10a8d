"""What the mail of a day says: how many, and what is missing. Initials at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collateral.schedule.day import Missing, Row, day_ahead
from practice.formats import say_clock, say_day, say_initials, say_weekday
from practice.mail import Words
from practice.models import User


def words_of(user: User, day: date) -> Words:
    rows = day_ahead(user, day)
    lacking = [row for row in rows if row.missing]
    number = _count(len(rows), "shared session")
    missing = f"something missing for {len(lacking)}" if lacking else "nothing missing"
    lines = [f"{say_day(day)}: {number}, {missing}.", *map(_line, lacking)]
    if not rows:
        lines = [f"{say_day(day)}: no shared sessions."]
    return Words(lines, subject=f"{say_weekday(day)}: {len(rows)}")


def _line(row: Row) -> str:
    at = f"{say_clock(row.session.during.lower)}, {row.session.where}"
    return f"{at}, {row.session.client.initials}: {_said(row.missing)}"


def _said(missing: Sequence[Missing]) -> str:
    return " ".join(
        f"{say_initials(each.contact.name)} {each.what}" if each.contact else each.what
        for each in missing
    )


def _count(number: int, of: str) -> str:
    return f"1 {of}" if number == 1 else f"{number} {of}s"
