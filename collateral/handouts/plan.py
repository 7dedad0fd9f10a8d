"""The plan of a session for the client: what they agreed to, to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

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
    purposes, debrief = spoken.table("purposes"), version.debrief_on
    rows = [
        *when_and_where(session, spoken, say),
        Row(say["comes"], listed(card.contact.name for card, _ in heard)),
        Row(say["purpose"], listed(purposes[each] for each in version.purposes)),
        *(Row(say["goal"], _goal(goal, say)) for goal in goals),
        *(_hears(card, planned, spoken, say) for card, planned in heard),
        Row(say["about"], written(version.topics)),
        Row(say["rules"], written(version.ground_rules)),
        Row(say["signal"], own(version.stop_signal) if version.stop_signal else ""),
        Row(say["alone"], _alone(version, say)),
        Row(say["debrief"], spoken.day(debrief, "full") if debrief else ""),
        Row(say["agreed"], _agreed(version, spoken, say)),
    ]
    sections = [section(each, phone=phone()) for each in say["sections"].values()]
    lead = format_html(say["lead"], client=own(session.client.name))
    shown = [row for row in rows if row.said]
    return Sheet(code, say["title"], lead, sections, shown)


def _goal(goal: TreatmentGoal, say: Any) -> SafeString:
    known = goal.known_by and say["known"].format(known=goal.known_by)
    return listed(filter(None, [goal.words, known]))


def _hears(card: Card, planned: set[str], spoken: Language, say: Any) -> Row:
    called = spoken.table("topics")
    topics = [called[topic] for topic in card.hears if topic in planned]
    label = format_html(say["hears"], contact=own(card.contact.name))
    return Row(label, listed(topics or [say["open"]]))


def _alone(version: PlanVersion, say: Any) -> str:
    before, after = version.minutes_before, version.minutes_after
    if not before and not after:
        return ""
    return str(say["before_and_after"].format(before=before, after=after))


def _agreed(version: PlanVersion, spoken: Language, say: Any) -> str:
    if not version.is_approved:
        return str(say["agreed_not"])
    return day(spoken, local_day(version.approval.approved_at))
