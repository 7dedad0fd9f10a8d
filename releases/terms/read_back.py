"""What a release comes to, read back to whoever is about to sign it: built from what it
says, in the voice and the language in which it says it (45 CFR 164.508(c)(3)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from releases.models.scope import Direction, Format
from releases.terms.languages import language
from releases.terms.read import Terms
from releases.terms.versions import Line


def read_back(terms: Terms, today: date) -> list[SafeString]:
    """Its sentences, as they stand on ``today``. A name is never guessed a pronoun for."""
    return list(_sentences(terms, today))


def _sentences(terms: Terms, today: date) -> Iterator[SafeString]:
    spoken = language(terms.language)
    sentences = spoken.table("read_back")
    calls = {
        **spoken.table(f"voices.{terms.voice}"),
        "name": format_html("<bdi>{}</bdi>", terms.contact["name"]),
    }

    def say(sentence: str, **words: Any) -> SafeString:
        strong = {key: format_html("<b>{}</b>", word) for key, word in words.items()}
        return format_html(sentences[sentence], **calls, **strong)

    def topics(lines: list[Line], joined_by: str) -> str:
        said = spoken.table("said")
        return spoken.list_of((said[line.code] for line in lines), joined_by)

    told = [line for line in terms.topics if line.allowed]
    initialed = [line for line in terms.sensitive if line.allowed]
    off_limits = {topic["code"] for topic in terms.off_limit_topics}
    if terms.notes:
        yield say("notes", notes=terms.notes)
        yield say("notes_alone")
    elif not terms.admits:
        yield say("tells")
    else:
        if told:
            yield say("hears", topics=topics(told, "and"))
        if initialed:
            yield say("hears_initialed", topics=topics(initialed, "and"))
        kept = [line for line in terms.topics if not line.allowed]
        kept += [line for line in terms.sensitive if line.code in off_limits]
        if kept:
            yield say("does_not_hear", topics=topics(kept, "or"))
        yield from _joins(terms, say)
    if terms.details:
        own = "own_words" if terms.voice == "client" else "more_exactly"
        yield say(own, words=terms.details)
    if terms.off_limits:
        yield say("private", words=terms.off_limits)
    yield from _counts(terms, today, say)
    yield say("free")


def _counts(
    terms: Terms, today: date, say: Callable[..., SafeString]
) -> Iterator[SafeString]:
    """From when, where that is ahead, and until when."""
    spoken = language(terms.language)
    if terms.effective_on and terms.effective_on > today:
        yield say("starts", day=spoken.day(terms.effective_on))
    if last := terms.last_day_of_authority or terms.expires_on:
        ends = "ends_sooner" if terms.expires_event else "ends"
        event = {"event": terms.expires_event} if terms.expires_event else {}
        yield say(ends, day=spoken.day(last), **event)


def _joins(terms: Terms, say: Callable[..., SafeString]) -> Iterator[SafeString]:
    """How the contact joins, where that was asked."""
    if terms.direction == Direction.EXCHANGE:
        yield say("tells_too")
    if terms.formats and Format.COLLATERAL in terms.ways:
        yield say("without")
    if terms.most_sessions == 1:
        yield say("once")
    elif terms.most_sessions:
        yield say("at_most", number=terms.most_sessions)
