"""A page for whoever joins a session: what it is, and what they will hear of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.utils.html import format_html

from clients.models import Modality
from collateral.cards.card import Card
from collateral.handouts.sheet import Section, Sheet, phone, section, words
from collateral.models import Session
from practice.paper.pdf import Unprintable
from releases.printing.letters.letter import Row, own
from releases.terms.languages import Language, language


class NotCovered(Unprintable):
    """No release lets them hear even that there is such a session."""


class NobodyInvited(Unprintable):
    """The session is on hold or cancelled: whoever read of it might come all the same."""


def participant_sheet(
    session: Session, card: Card, planned: Collection[str], code: str
) -> Sheet:
    """For the person of ``card``, of the topics that are ``planned`` for them and that
    their own release grants. Nothing else of that release is on it, and nothing of what
    others may hear. Raises ``NotCovered``, and ``NobodyInvited`` where it does not stand.
    """
    say = words(code)["participant"]
    if card.terms is None:
        raise NotCovered(words("en")["participant"]["uncovered"])
    if not session.stands:
        raise NobodyInvited(words("en")["participant"]["uninvited"])
    spoken = language(code)
    client = own(session.client.name)
    in_family = session.client.modality == Modality.FAMILY
    apart = "" if in_family else say["apart"]
    parts = {
        name: section(said, client=client, phone=phone(), apart=apart)
        for name, said in say["sections"].items()
    }
    talk = _topics(card, planned, spoken) or [say["sections"]["topics"]["open"]]
    parts["topics"] = replace(parts["topics"], items=talk)
    lead = format_html(say["lead"], contact=own(card.contact.name))
    sections: list[Section] = list(parts.values())
    rows = when_and_where(session, spoken, say)
    return Sheet(code, say["title"], lead, sections, rows)


def _topics(card: Card, planned: Collection[str], spoken: Language) -> list[str]:
    called = spoken.table("topics")
    return [called[topic] for topic in card.hears if topic in planned]


def when_and_where(
    session: Session, spoken: Language, say: Mapping[str, Any]
) -> list[Row]:
    """The rows of a handout about ``session``, in what it ``say``s."""
    begins, ends = session.during.lower, session.during.upper
    minutes = int((ends - begins).total_seconds() // 60)
    lasts = say["lasts"].format(at=spoken.instant(begins), minutes=minutes)
    where = [spoken.table("places")[session.place]]
    if session.room:
        where.append(session.room.name)
    return [
        Row(say["when"], lasts),
        Row(say["where"], ", ".join(where)),
        Row(say["who"], own(session.clinician.name)),
    ]
