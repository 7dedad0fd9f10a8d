"""The release on paper: blank, unsigned, as first signed, and as it stands now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from practice.formats import say_day, say_day_short_year
from practice.paper import pdf
from practice.spans import local_day
from releases.models import Capacity, Paper, Release, ReleaseDraft
from releases.status import Tone, status_of
from releases.terms import content as contents

TEMPLATE = "releases/printing/release.html"
PAGES = 2
# Ticked and not, each with a space as wide as a figure, that no line breaks at.
BOXES = "☑\u2007,☐\u2007"
# The last letter of those that the italic for typed names has.
ITALIC = "ž"


class PaperChangedError(Exception):
    """What is stored is not what was signed, or not what was first rendered of it."""


@dataclass(frozen=True)
class Ended:
    """What is stamped across a release that no longer counts."""

    code: str
    label: str
    meaning: str = (
        "Nothing more may be shared under this release. Below is what was signed."
    )


# The watermark for each status that ``releases.status`` may give.
WATERMARKS = {
    "expired": "expired",
    "lapsed": "ended",
    "event_occurred": "ended",
    "revoked": "revoked",
    "superseded": "superseded",
    "voided": "void",
}


def blank_paper() -> bytes:
    """A form to fill by hand."""
    return render(contents.blank(), status="Blank form", blank=True)


def draft_paper(draft: ReleaseDraft) -> bytes:
    """``draft`` as it would be signed, with lines for the signature."""
    return render(
        contents.of_draft(draft), status="Not signed, and permits nothing yet"
    )


def original(release: Release) -> Paper:
    """The paper of ``release`` as first rendered: made once, kept, never changed.

    Raises ``PaperChangedError`` if what is stored no longer matches its hash.
    """
    paper = Paper.objects.filter(release=release).first()
    if paper is None:
        made = render(_signed(release), status=_unless_ended(release.content))
        # Of two first renderings at once, the one stored first is the paper.
        Paper.objects.bulk_create(
            [Paper(release=release, pdf=made, sha256=_sha256(made))],
            ignore_conflicts=True,
        )
        paper = Paper.objects.get(release=release)
    if _sha256(bytes(paper.pdf)) != paper.sha256:
        message = f"The stored paper of release {release.pk} does not match its hash."
        raise PaperChangedError(message)
    return paper


def current_paper(release: Release, at: datetime) -> bytes:
    """The paper as it stands at ``at``: the original, or stamped with how it ended."""
    status = status_of(release, at)
    if status.tone is not Tone.STOPPED:
        return bytes(original(release).pdf)
    ended = Ended(WATERMARKS[status.code], status.label)
    return render(_signed(release), status=status.label, ended=ended)


def _signed(release: Release) -> contents.Content:
    """What was signed, once it is known to be just that."""
    if contents.sha256_of(release.content) != release.content_sha256:
        message = f"The content of release {release.pk} does not match its hash."
        raise PaperChangedError(message)
    content: contents.Content = release.content
    return content


def _unless_ended(content: contents.Content) -> str:
    """What counts from a day before it was signed counts from its signing."""
    signed_at = datetime.fromisoformat(content["signature"]["signed_at"])
    first = max(date.fromisoformat(content["effective_on"]), local_day(signed_at))
    ends = _day(content["expires_on"])
    return f"Signed. Counts from {say_day(first)} to {ends}, unless it ends sooner"


def render(
    content: contents.Content,
    *,
    status: str,
    ended: Ended | None = None,
    blank: bool = False,
) -> bytes:
    """``content`` on paper. The footer says ``status``, a watermark how it ``ended``."""
    version = contents.sha256_of(content)
    signature = content["signature"]
    authority_ends_on = content["authority_ends_on"]
    context = {
        "content": content,
        "version": version,
        "title": f"Release of information, version {version[:12]}",
        "status": status,
        "ended": ended,
        "blank": blank,
        "boxes": BOXES,
        "born": _day(content["client"]["date_of_birth"], say_day_short_year),
        "starts": _day(content["effective_on"]),
        "ends": _day(content["expires_on"]),
        "authority_ends": (
            _day(authority_ends_on)
            if authority_ends_on and authority_ends_on <= content["expires_on"]
            else ""
        ),
        "signed_at": signature and signature["signed_at"],
        "upright": signature and max(signature["typed_name"], default="") > ITALIC,
        "strokes": _polylines(signature["strokes"]) if signature else [],
        "capacities": Capacity.labels,
        # Where there is no room for lines: their breaks, as printers marked them.
        "run_in": {
            field: " ¶ ".join(filter(None, map(str.strip, content[field].splitlines())))
            for field in ("details", "off_limits")
        },
    }
    return pdf.render(TEMPLATE, context, pages=PAGES)


def _day(written: str | None, say: Callable[[date], str] = say_day) -> str:
    return say(date.fromisoformat(written)) if written else ""


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
