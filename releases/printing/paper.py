"""The release on paper: blank, unsigned, as first signed, and as it stands now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.utils import timezone
from django.utils.safestring import mark_safe

from clients.law.signers import IN_PERSON, Capacity, usual_right_to_sign
from clients.law.who import Signer, WhoMaySign, who_may_sign
from practice.paper import pdf
from practice.spans import local_day
from releases.endings import ending_of
from releases.models import Document, Paper, Release, ReleaseDraft
from releases.parts import Parts, parts_of, say_parts
from releases.printing import form
from releases.printing.ended import Ended, ended_as
from releases.printing.several import signed_before, waits_for
from releases.proof.evidence import with_evidence
from releases.proof.fit import changed
from releases.status import Tone, status_of
from releases.terms import Terms, read
from releases.terms import content as contents
from releases.terms.languages import Language, language
from releases.terms.versions import Words
from releases.terms.voices import rights_by_voice, voice_for

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


class PaperChangedError(Exception):
    """What is stored is not what was signed, or not what was first rendered of it."""


def blank_paper() -> bytes:
    """A form to fill by hand. It names nobody and no day, so one is kept for all."""
    return _blank_paper(contents.sha256_of(contents.blank()))


@lru_cache(maxsize=1)
def _blank_paper(_version: str) -> bytes:
    return render(contents.blank(), blank=True)


def draft_paper(
    draft: ReleaseDraft, capacity: str = "", who: WhoMaySign | None = None
) -> bytes:
    """``draft`` as it would be signed in that right, the usual one, or in any other that
    it speaks to in the same words; with lines for the signature.
    """
    client, today = draft.client, timezone.localdate()
    capacity = capacity or usual_right_to_sign(client, today)
    voice = voice_for(client, capacity, today)
    return render(
        draft.frozen or contents.of_draft(draft, capacity, today),
        signer=client.legal_name if capacity in IN_PERSON else "",
        rights=rights_by_voice(client, today)[voice],
        before=signed_before(draft),
        waiting=waits_for(draft, capacity, who or who_may_sign(client, today)),
    )


def original(document: Document) -> Paper:
    """The paper of ``document`` as first rendered: made once, kept, never changed.

    Raises ``PaperChangedError`` if what is stored no longer matches its hash.
    """
    paper = Paper.objects.filter(document=document).first()
    if paper is None:
        made = render(_signed(document))
        # Of two first renderings at once, the one stored first is the paper.
        Paper.objects.bulk_create(
            [Paper(document=document, pdf=made, sha256=_sha256(made))],
            ignore_conflicts=True,
        )
        paper = Paper.objects.get(document=document)
    if _sha256(bytes(paper.pdf)) != paper.sha256:
        message = f"The stored paper of {document} does not match its hash."
        raise PaperChangedError(message)
    return paper


def as_signed(release: Release) -> bytes:
    """The paper as first rendered, to the byte.

    Raises ``PaperChangedError`` if the release is not what was signed.
    """
    _proved(release)
    return bytes(original(release.document).pdf)


def current_paper(release: Release, at: datetime) -> bytes:
    """The paper as it stands at ``at``: as signed, stamped with how it ended, or with
    what of it was revoked and what remains.

    Raises ``PaperChangedError`` if the release is not what was signed.
    """
    found = _proved(release)
    status, parts = status_of(release, at), parts_of(found, at)
    content = _signed(release.document)
    if status.tone is Tone.STOPPED:
        day = ending_of(release).day
        return render(content, ended=ended_as(status, content, day))
    if parts.ended:
        return render(content, parts=parts)
    return bytes(original(release.document).pdf)


def _proved(release: Release) -> Any:
    """``release`` with its evidence, once that shows what was signed."""
    found: Any = release
    if not hasattr(release, "evidence"):
        found = with_evidence(Release.objects.filter(pk=release.pk)).get()
    if changed(found):
        message = f"What is stored of {release} is not what was signed."
        raise PaperChangedError(message)
    return found


def _signed(document: Document) -> contents.Content:
    """What was signed, once it is known to be just that."""
    if contents.sha256_of(document.content) != document.content_sha256:
        message = f"The content of {document} does not match its hash."
        raise PaperChangedError(message)
    content: contents.Content = document.content
    return content


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
) -> bytes:
    """``content`` on paper. The footer says ``status``, or what it says of itself; a
    watermark how it ``ended``, the head what of its ``parts`` was revoked.

    One to sign by hand has the name of the ``signer`` on it, and offers ``rights``; or
    lines for each of several who are ``waiting``, after those who signed ``before``.
    """
    form.insist(content)
    version, terms = contents.sha256_of(content), read(content)
    spoken = language(terms.language)
    say, rights_said = spoken.table("paper"), spoken.table("capacities")

    def day(day: date | None, form: str = "full") -> str:
        return spoken.day(day, form) if day else ""

    born, notes = terms.client["date_of_birth"], spoken.table("notes")
    heading = notes[f"{terms.kind}_title"] if terms.notes else say["title"]
    signed = [*map(_drawn, [*terms.signatures, *before])]
    waits = [
        {
            "signer": each.names[0] if each.names else "",
            "rights": [(each.capacity.value, rights_said[each.capacity])],
        }
        for each in waiting
    ]
    context = {
        "say": say,
        "lang": LANGUAGE_TAGS.get(terms.language, terms.language),
        "terms": terms,
        "points": form.points(terms),
        "apart": form.apart(terms),
        "law_says": form.law_says(terms),
        "version": version,
        "heading": heading,
        "notes": notes,
        "title": f"{heading}, {say['version'].lower()} {version[:12]}",
        "status": status or _status(terms, spoken, ended, parts),
        "ended": ended,
        "stamp": ended and quote(spoken.table("stamps")[ended.code]),
        "parted": _parted(parts, spoken) if parts else [],
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
        "signer": signer,
        "rights": [(right.value, rights_said[right]) for right in rights],
        # Where there is no room for lines: their breaks, as printers marked them.
        "run_in": {
            "details": _run_in(terms.details),
            "off_limits": _run_in(terms.off_limits),
        },
    }
    *better, most = form.sheets(terms, int(parts is not None))
    for pages in better:
        with suppress(pdf.TooLong):
            return pdf.render(TEMPLATE, context, pages=pages)
    return pdf.render(TEMPLATE, context, pages=most)


def _parted(parts: Parts, spoken: Language) -> list[tuple[str, str]]:
    """The day of each revocation in part, and what may not be shared since."""
    return [
        (spoken.day(local_day(at), "short"), say_parts(parts.ended[at], spoken.code))
        for at in sorted(parts.ended)
    ]


def _drawn(signature: Words) -> dict[str, Any]:
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


def _sha256(pdf_bytes: bytes) -> str:
    return hashlib.sha256(pdf_bytes).hexdigest()
