"""One document on paper: what it says, in its own language, drawn as a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.safestring import mark_safe

from clients.law.signers import Capacity
from clients.law.who import Signer
from practice.letterhead.current import with_logo
from practice.paper import pdf
from practice.paper.codes import code_for
from practice.spans import local_day
from releases.parts import Parts, say_parts
from releases.printing import form
from releases.printing.certificate import Certificate
from releases.printing.ended import Ended, parted
from releases.terms import Terms, read
from releases.terms import content as contents
from releases.terms.languages import Language, language
from releases.terms.versions import Words

TEMPLATE = "releases/printing/release.html"
# Where something is filled in by hand.
SHORT = mark_safe('<span class="rule short"></span>')
LONG = mark_safe('<span class="rule long"></span>')
# As a PDF says in which language it is, where there is more to say.
LANGUAGE_TAGS = {"en": "en-US", "es": "es-US"}
# Ticked and not, each with a space as wide as a figure, that no line breaks at.
BOXES = "☑\u2007,☐\u2007"
# The last letter of those that the italic for typed names has.
ITALIC = "ž"


def render(
    content: contents.Content,
    *,
    status: str = "",
    ended: Ended | None = None,
    parts: Parts | None = None,
    blank: bool = False,
    signer: str = "",
    rights: Iterable[Capacity] = Capacity,
    before: Iterable[Words] = (),
    waiting: Iterable[Signer] = (),
    number: int | None = None,
    certificate: Certificate | None = None,
    pictures: Sequence[bytes] = (),
    points: int = 0,
) -> bytes:
    """``content`` on paper. The footer says ``status``, or what it says of itself; a
    watermark how it ``ended``, the head what of its ``parts`` was revoked. Its letters
    have as many ``points`` as are asked for, where that is more than the law asks.

    One to sign by hand has the name of the ``signer`` on it, and offers ``rights``; or
    lines for each of several who are ``waiting``, after those who signed ``before``; and
    the code of each page, where it is the printout of this ``number``. What is sealed has
    ``pictures`` of what was signed by hand, and a ``certificate``.
    """
    form.insist(content)
    version, terms = contents.sha256_of(content), read(content)
    spoken = language(terms.language)
    say, rights_said = spoken.table("paper"), spoken.table("capacities")

    def day(day: date | None, form: str = "full") -> str:
        return spoken.day(day, form) if day else ""

    born, notes = terms.client["date_of_birth"], spoken.table("notes")
    heading = notes[f"{terms.kind}_title"] if terms.notes else say["title"]
    signed = [*map(drawn, [*terms.signatures, *before])]
    waits = [
        {
            "signer": each.names[0] if each.names else "",
            "rights": [(each.capacity.value, rights_said[each.capacity])],
        }
        for each in waiting
    ]
    on_it, logo = with_logo(pictures, terms.signed_at)
    context: dict[str, Any] = {
        "logo": logo,
        "say": say,
        "lang": LANGUAGE_TAGS.get(terms.language, terms.language),
        "terms": terms,
        "points": form.points(terms, points),
        "foot": form.points(terms, min(points, form.FOOT)),
        "apart": form.apart(terms),
        "law_says": form.law_says(terms),
        "version": version,
        "heading": heading,
        "notes": notes,
        "title": f"{heading}, {say['version'].lower()} {version[:12]}",
        "status": status or _status(terms, spoken, ended, parts),
        "ended": ended,
        "stamp": ended and quote(spoken.table("stamps")[ended.code]),
        "parted": parted(parts, spoken) if parts else [],
        "remains": parts and say_parts(parts.covers, spoken.code),
        "meaning": ended and (ended.meaning or say["no_more"]),
        "blank": blank,
        "boxes": BOXES,
        "short": SHORT,
        "long": LONG,
        "directions": list(spoken.table("directions").values()),
        "born": day(date.fromisoformat(born), "short") if born else "",
        "first": day(terms.effective_on),
        "last": day(terms.expires_on),
        "authority_ends": day(terms.last_day_of_authority),
        "who": spoken.table(f"voices.{_third_person(terms.voice)}")["who"],
        "signed_at": terms.signed_at and terms.signed_at.isoformat(),
        "signatures": signed or ([] if waits else [{}]),
        "waiting": waits,
        "certificate": certificate,
        "proves": spoken.table("certificate"),
        "pictures": range(len(pictures)),
        "signer": signer,
        "rights": [(right.value, rights_said[right]) for right in rights],
        # Where there is no room for lines: their breaks, as printers marked them.
        "run_in": {
            "details": _run_in(terms.details),
            "off_limits": _run_in(terms.off_limits),
        },
    }
    *better, most = form.sheets(terms, int(parts is not None), points)
    if number is not None:
        context["codes"] = [
            code_for(number, version, page) for page in range(1, most + 1)
        ]
    for pages in better:
        with suppress(pdf.TooLong):
            return pdf.render(TEMPLATE, context, pages=pages, pictures=on_it)
    return pdf.render(TEMPLATE, context, pages=most, pictures=on_it)


def _status(
    terms: Terms, spoken: Language, ended: Ended | None, parts: Parts | None
) -> str:
    """What the footer says of it. What counts from a day before it was signed counts from
    its signing.
    """
    say = spoken.table("paper")
    last = terms.last_day_of_authority or terms.expires_on
    if ended:
        return ended.label
    if parts:
        return str(say["in_part"])
    if last is None:
        return str(say["blank"])
    if not terms.signed_at:
        return str(say["unsigned"])
    days = [terms.effective_on, local_day(terms.signed_at)]
    first = spoken.day(max(filter(None, days)), "full")
    return str(say["counts"].format(first=first, last=spoken.day(last, "full")))


def drawn(signature: Words) -> dict[str, Any]:
    """A signature with what its mark looks like."""
    upright = max(signature["typed_name"], default="") > ITALIC
    strokes = _polylines(signature["strokes"])
    return {**signature, "upright": upright, "lines": strokes}


def _third_person(voice: str) -> str:
    """A client who signs reads of the client where their coming of age is told."""
    return "other" if voice == "client" else voice


def _run_in(text: str) -> str:
    return " ¶ ".join(filter(None, map(str.strip, text.splitlines())))


def _polylines(strokes: list[list[list[float]]]) -> list[str]:
    """Each stroke as the points of an SVG polyline: numbers, whatever was stored."""
    return [
        # A dot is a line to where it starts; round caps make it visible.
        " ".join(f"{float(x):g},{float(y):g}" for x, y in [*stroke, stroke[-1]])
        for stroke in strokes
        if stroke
    ]
