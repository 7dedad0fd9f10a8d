"""A paper beside a release: what stands in its rows, drawn as a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from clients.law.rules import Rules
from clients.models import Client, Contact
from practice.letterhead.current import letterhead, with_logo
from practice.paper import pdf
from practice.paper.codes import Code
from releases.printing import form
from releases.printing.drawn import LANGUAGE_TAGS
from releases.printing.letters.words import words
from releases.terms.languages import Language, language

TEMPLATE = "releases/printing/letters/letter.html"
Words = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A line of the table: ``said``, or nothing, to be filled in by hand; ``tall`` for a
    signature.
    """

    label: str
    said: str = ""
    tall: bool = False

    @property
    def to_fill(self) -> bool:
        return not self.said


@dataclass(frozen=True)
class Letter:
    """One paper in one language. ``times`` over, where several fit on a sheet; what is
    ``signing`` stands below all that is read.
    """

    spoken: Language
    say: Words
    rows: Sequence[Row]
    sections: Sequence[tuple[str, str]]
    times: int = 1
    signing: Sequence[Row] = ()


def said(paper: str, code: str) -> tuple[Language, Words]:
    """The language of this code, and what the ``paper`` says in it."""
    return language(code), words(code)[paper]


def points_of(rules: Rules, points: int = 0) -> int:
    """How large its letters are: as asked, and as the law asks at least."""
    return max(form.POINTS, rules.min_font_pt, points)


def draw(
    letter: Letter,
    points: int,
    codes: Sequence[Code] = (),
    pictures: Sequence[bytes] = (),
    signed_at: datetime | None = None,
) -> bytes:
    """``letter`` on paper: on one side of a sheet, in as many copies as fit on it; in
    large print as it comes, for what is set closely is hard to read. Each page has its
    own of ``codes``; ``pictures`` of what was signed by hand (JPEG) follow it. What was
    signed has the letterhead of then, everything else today's.
    """
    on_it, logo = with_logo(pictures, signed_at)
    context: dict[str, Any] = {
        "logo": logo,
        "lang": LANGUAGE_TAGS.get(letter.spoken.code, letter.spoken.code),
        "letter": letter,
        "say": letter.spoken.table("paper"),
        "points": points,
        "foot": min(points, form.FOOT),
        "codes": codes,
        "pictures": range(len(pictures)),
        "proves": letter.spoken.table("certificate"),
        "practice": (letterhead.at(signed_at) if signed_at else letterhead()).said,
    }
    for times in range(0 if pictures or points >= form.LARGE else letter.times, 0, -1):
        with suppress(pdf.TooLong):
            return pdf.render(
                TEMPLATE, {**context, "copies": range(times)}, pages=1, pictures=on_it
            )
    return pdf.render(
        TEMPLATE,
        {**context, "copies": range(1)},
        pages=form.MOST + len(pictures),
        pictures=on_it,
    )


def client_row(say: Words, spoken: Language, client: Client | None) -> Row:
    """Whom we treat, and when they were born."""
    if client is None:
        return Row(say["client"])
    born = spoken.day(client.date_of_birth, "short")
    name = _strong(client.legal_name)
    sentence = spoken.table("paper")["is_born"]
    return Row(say["client"], format_html(sentence, name=name, day=born))


def contact_row(say: Words, contact: Contact | None) -> Row:
    """For whom the release is, as they are called."""
    return Row(say["whom"], _strong(contact.name) if contact else "")


def rights_row(say: Words, spoken: Language) -> Row:
    """In what right, one of them to be ticked."""
    rights = spoken.table("capacities").values()
    return Row(say["right"], ticks(rights))


def ticks(labels: Any) -> SafeString:
    """Boxes to tick by hand, one below the other."""
    return format_html_join(
        "", '<span class="choice">☐\u2007{}</span>', ((label,) for label in labels)
    )


def own(text: str) -> SafeString:
    """What someone typed, kept to itself, whichever way it runs."""
    return format_html('<span dir="auto">{}</span>', text)


def day(spoken: Language, when: date) -> str:
    return spoken.day(when, "full")


def _strong(text: str) -> SafeString:
    return format_html('<strong dir="auto">{}</strong>', text)
