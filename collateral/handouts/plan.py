"""The plan of a session for the client: what they agreed to, to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.models import Contact
from collateral.cards.card import Card, cards_of
from collateral.handouts.participant import when_and_where
from collateral.handouts.sheet import Sheet, listed, phone, section, words, written
from collateral.models import PlanVersion, Session, TreatmentGoal
from collateral.sessions.proposing import seats_of
from practice.spans import local_day
from releases.printing.letters.letter import Row, day, own
from releases.terms.languages import Language, language


def heard_in(session: Session, version: PlanVersion) -> list[tuple[Card, set[str]]]:
    """Each who joins, with the topics that are planned for them."""
    seats = list(seats_of(session).prefetch_related("topics"))
    cards = cards_of(session, [seat.contact for seat in seats], version)
    planned = [{each.topic for each in seat.topics.all()} for seat in seats]
    return list(zip(cards, planned, strict=True))


def plan_sheet(
    session: Session,
    version: PlanVersion,
    goals: Iterable[TreatmentGoal],
    heard: Sequence[tuple[Card, set[str]]],
    code: str,
) -> Sheet:
    """What is for the client to read of ``version``; ``heard`` has each who joins with the
    topics planned for them. What was written of others, what is off limits and how they
    leave apart is not for a paper that lies about at home.
    """
    say, spoken = words(code)["plan"], language(code)
    hears = [
        (card.contact, [topic for topic in card.hears if topic in planned])
        for card, planned in heard
    ]
    rows = plan_rows(session, version, goals, hears, code)
    rows.append(Row(say["agreed"], _agreed(version, spoken, say)))
    sections = [section(each, phone=phone()) for each in say["sections"].values()]
    lead = format_html(say["lead"], client=own(session.client.name))
    return Sheet(code, say["title"], lead, sections, rows)


def plan_rows(
    session: Session,
    version: PlanVersion,
    goals: Iterable[TreatmentGoal],
    hears: Iterable[tuple[Contact, Iterable[str]]],
    code: str,
) -> list[Row]:
    """What ``version`` says to whom it is for; ``hears`` has each who joins with the
    topics planned for them.
    """
    say, spoken = words(code)["plan"], language(code)
    purposes, debrief, hears = spoken.table("purposes"), version.debrief_on, list(hears)
    rows = [
        *when_and_where(session, spoken, say),
        Row(say["comes"], listed(who.name for who, _ in hears)),
        Row(say["purpose"], listed(purposes[each] for each in version.purposes)),
        *(Row(say["goal"], _goal(goal, say)) for goal in goals),
        *(_hears(who, topics, spoken, say) for who, topics in hears),
        Row(say["about"], written(version.topics)),
        Row(say["rules"], written(version.ground_rules)),
        Row(say["signal"], own(version.stop_signal) if version.stop_signal else ""),
        Row(say["alone"], _alone(version, say)),
        Row(say["debrief"], spoken.day(debrief, "full") if debrief else ""),
    ]
    return [row for row in rows if row.said]


def _goal(goal: TreatmentGoal, say: Any) -> SafeString:
    known = goal.known_by and say["known"].format(known=goal.known_by)
    return listed(filter(None, [goal.words, known]))


def _hears(who: Contact, topics: Iterable[str], spoken: Language, say: Any) -> Row:
    called = spoken.table("topics")
    label = format_html(say["hears"], contact=own(who.name))
    return Row(label, listed([called[each] for each in topics] or [say["open"]]))


def _alone(version: PlanVersion, say: Any) -> str:
    before, after = version.minutes_before, version.minutes_after
    if not before and not after:
        return ""
    return str(say["before_and_after"].format(before=before, after=after))


def _agreed(version: PlanVersion, spoken: Language, say: Any) -> str:
    if not version.is_approved:
        return str(say["agreed_not"])
    return day(spoken, local_day(version.approval.approved_at))
