"""Whether a release is what was signed: its words, their hash, its rows and the history.

The one home of the question. The gate asks it before it books, the pages before they
show anything, and ``releases.proof.verification`` of every release there is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clients.models import EventKind
from releases.proof import parts, revocations
from releases.proof.evidence import SIGNED
from releases.proof.facts import Told, alike, taken_back
from releases.terms import Terms, read
from releases.terms.content import sha256_of

logger = logging.getLogger(__name__)
TICK = timedelta(microseconds=1)

# What a `signed` event holds of the release's own columns, where it holds them.
FROZEN = (
    "signed_at",
    "effective_at",
    "expires_at",
    "authority_ends_at",
    "discloser",
    "most_sessions",
)


def frozen(release: Any) -> dict[str, Any]:
    """The columns of ``release`` as its `signed` event holds them."""
    values = {name: getattr(release, name) for name in FROZEN}
    return {name: _written(value) for name, value in values.items()}


def changed(release: Any) -> list[str]:
    """How ``release`` is not what was signed; logged, by its number alone, if it is not."""
    found = list(misfits(release))
    if found:
        logger.error("release %d is not what was signed", release.pk)
    return found


def signing_of(told: list[Told]) -> Told | None:
    """The event that tells the signing: the first, whatever was added later."""
    return next((event for event in told if event["kind"] == EventKind.SIGNED), None)


def misfits(release: Any) -> Iterator[str]:
    """How ``release``, found with its evidence, is not what was signed, in clauses that
    name nobody; none if it is.
    """
    evidence = release.evidence
    document, told = evidence["document"], evidence["told"]
    signing = signing_of(told)
    if signing is None:
        yield "the history does not tell that it was signed"
        return
    if sum(event["kind"] == EventKind.SIGNED for event in told) > 1:
        yield "the history tells twice that it was signed"
    if document is None:
        yield "what was signed is gone"
        return
    yield from _columns(release, document, signing)
    yield from taken_back(release, told)
    yield from revocations.misfits(release)
    yield from parts.misfits(release)
    pdf, paper = signing["detail"].get("pdf"), evidence["paper"]
    if pdf is not None and (paper is None or paper["sha256"] != pdf):
        yield "its PDF is not the one that was made when it was signed"
    if sha256_of(document["content"]) != document["sha256"]:
        yield "its wording does not fit its hash"
    elif document["sha256"] != signing["detail"].get("content"):
        yield "its wording is not what the history tells was signed"
    elif (terms := _read(document["content"])) is None:
        yield "its wording cannot be read"
    else:
        yield from _beside(release, evidence, terms)


def _columns(release: Any, document: Told, signing: Told) -> Iterator[str]:
    """Its own columns beside what the history holds of them."""
    now, then = frozen(release), signing["detail"]
    for name in FROZEN:
        if name in then and not alike(then[name], now[name]):
            yield f"its {CALLED[name]} is not what the history tells"
    if not release.client_id == document["client"] == signing["client"]:
        yield "it is another client’s than the history tells"
    if release.contact_id != signing["contact"]:
        yield "it is for another contact than the history tells"


CALLED = {
    "signed_at": "time of signing",
    "effective_at": "start",
    "expires_at": "end",
    "authority_ends_at": "end of the signer’s authority",
    "discloser": "discloser",
    "most_sessions": "number of sessions",
}


def _beside(release: Any, evidence: Any, terms: Terms) -> Iterator[str]:
    """Its columns, signatures and grants beside what was signed."""
    rows = evidence["signatures"]
    if len(rows) != len(terms.signatures) or not all(
        _same(row, words) for row, words in zip(rows, terms.signatures, strict=True)
    ):
        yield "its signature is not the one that was signed"
    else:
        yield from _days(release, terms, _zone(rows))
    if release.discloser != terms.told_by and _says_who(evidence):
        yield "it lets another clinician tell than was signed"
    if release.most_sessions != terms.most_sessions:
        yield "it allows another number of sessions than was signed"
    if release.kind != terms.kind:
        yield "it is of another kind than was signed"
    if release.expires_event != terms.expires_event:
        yield "the event that ends it is not what was signed"
    if not {grant["what"] for grant in evidence["grants"]} <= set(terms.grants):
        yield "it permits more than was signed"


def _says_who(evidence: Any) -> bool:
    """Version 1 had the discloser in words alone."""
    return bool(evidence["document"]["content"]["version"] > 1)


def _same(row: Told, words: Any) -> bool:
    on = row["signed_on"] == words.get("signed_on")
    return on and all(alike(row[name], words.get(name, "")) for name in SIGNED)


def _days(release: Any, terms: Terms, zone: tzinfo) -> Iterator[str]:
    """The days that were signed, by the practice's clock at that time."""

    def day(at: datetime) -> date:
        return at.astimezone(zone).date()

    if release.signed_at != terms.signed_at:
        yield "its time of signing is not what was signed"
    signed_on, ends = day(release.signed_at), release.authority_ends_at
    first = max(filter(None, [terms.effective_on, signed_on]))
    if max(signed_on, day(release.effective_at)) != first:
        yield "its first day is not what was signed"
    if day(release.expires_at - TICK) != terms.expires_on:
        yield "its last day is not what was signed"
    if (ends and day(ends)) != terms.authority_ends_on:
        yield "its signer’s authority ends on another day than was signed"


def _zone(signatures: list[Told]) -> tzinfo:
    """Where it was signed; the practice may have moved since."""
    try:
        return ZoneInfo(signatures[-1]["time_zone"])
    except (IndexError, ValueError, ZoneInfoNotFoundError):
        return UTC


def _read(content: Any) -> Terms | None:
    try:
        return read(content)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
