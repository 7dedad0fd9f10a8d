"""Whether every release is what was signed and what the history tells, both ways.

Rows are compared with events, events with rows, words and PDFs with their hashes. What
this cannot see is what ``releases.history.verification`` cannot: an end cut off a chain
together with the rows that it told of.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from clients.models import ConsentEvent, ContactCorrection, EventKind
from practice.database.timeouts import UNLIMITED
from practice.formats import say_instant
from practice.numbers import say_figures
from releases.history.verification import spent
from releases.models import Release
from releases.proof import parts, voidings
from releases.proof.evidence import with_everything
from releases.proof.facts import KINDS, Told, untold
from releases.proof.fit import misfits, signing_of
from releases.terms import read

# Who a contact is, of what a release names.
WHO = ("name", "relationship", "organisation")

# What the history tells of, and is not there.
GONE = """
    SELECT DISTINCT release_id FROM clients_consentevent AS event
    WHERE kind = ANY(%s) AND release_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM releases_release WHERE id = event.release_id)
"""
# Grants beside the release that they mirror.
ASTRAY = """
    SELECT DISTINCT release_id FROM releases_grant AS mine
    LEFT JOIN releases_release AS release ON release.id = release_id
    WHERE (release.id, release.client_id, release.contact_id, release.discloser,
            release.in_force)
        IS DISTINCT FROM (release_id, mine.client_id, mine.contact_id,
            release_discloser, release_in_force)
"""
# Records of revocations by which nothing ended.
STRAY = """
    SELECT id FROM releases_revocation AS revocation
    WHERE NOT EXISTS (SELECT FROM releases_release WHERE revocation_id = revocation.id)
        AND NOT EXISTS (SELECT FROM releases_grant WHERE revocation_id = revocation.id)
    ORDER BY id
"""
HOLDING = """
    SELECT min(id) FROM clients_consentevent WHERE kind = 'signed' AND detail ? 'pdf'
"""


@dataclass(frozen=True)
class Misfit:
    """A release that does not fit, by its number, and how."""

    release_id: int
    how: str

    def __str__(self) -> str:
        return f"Release {self.release_id} does not fit: {self.how}."


@dataclass(frozen=True)
class Stray:
    """A record of a revocation by which no release ended, by its number."""

    revocation_id: int

    def __str__(self) -> str:
        return f"Revocation {self.revocation_id} does not fit: no release ended by it."


@dataclass(frozen=True)
class Verdict:
    """What was found. ``not_held`` were signed before events held their PDF's hash."""

    releases: int
    papers: int
    not_held: int
    misfits: tuple[Misfit | Stray, ...]
    seconds: float
    at: datetime = field(default_factory=timezone.now)

    def __str__(self) -> str:
        if self.misfits:
            return "\n".join(map(str, self.misfits))
        releases = ngettext("{count} release", "{count} releases", self.releases)
        papers = ngettext("{count} PDF", "{count} PDFs", self.papers)
        said = gettext(
            "Every release fits: {releases} and {papers}, checked in {spent} at {at}."
        ).format(
            releases=releases.format(count=say_figures(self.releases)),
            papers=papers.format(count=say_figures(self.papers)),
            spent=spent(self.seconds),
            at=say_instant(self.at),
        )
        if not self.not_held:
            return said
        old = ngettext(
            "The PDF’s hash is not held by the event of {count} release, signed before "
            "events held it.",
            "The PDF’s hash is not held by the events of {count} releases, signed before "
            "events held it.",
            self.not_held,
        )
        return f"{said} {old.format(count=say_figures(self.not_held))}"


def verify_releases() -> Verdict:
    """Compare every release with what tells of it, each as it stands at one instant."""
    began = time.perf_counter()
    found: dict[int, list[str]] = {}
    releases = papers = not_held = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNLIMITED)
        cursor.execute(HOLDING)
        (holding,) = cursor.fetchone()
        everything = with_everything(Release.objects.order_by("pk"))
        for release in everything.iterator(chunk_size=500):
            releases += 1
            papers += release.pdf is not None
            if how := [*misfits(release), *_beyond(release, holding)]:
                found[release.pk] = how
            signing = signing_of(release.evidence["told"])
            not_held += signing is not None and "pdf" not in signing["detail"]
        cursor.execute(GONE, [list(KINDS)])
        for (pk,) in cursor.fetchall():
            found.setdefault(pk, []).append("it is gone, and the history tells of it")
        cursor.execute(ASTRAY)
        for (pk,) in cursor.fetchall():
            found.setdefault(pk, []).append("what it permits does not match it")
        cursor.execute(STRAY)
        strays = [Stray(pk) for (pk,) in cursor.fetchall()]
    misfitting = [Misfit(pk, "; ".join(how)) for pk, how in sorted(found.items())]
    seconds = time.perf_counter() - began
    return Verdict(releases, papers, not_held, (*misfitting, *strays), seconds)


def _beyond(release: Any, holding: int | None) -> Iterator[str]:
    """What no page need ask: it hides nothing, or takes long.

    ``holding`` is the first event that held the hash of a PDF.
    """
    evidence = release.evidence
    paper, signing = evidence["paper"], signing_of(evidence["told"])
    yield from untold(release, evidence["told"])
    yield from parts.untold(release)
    yield from parts.records(release)
    yield from voidings.misfits(release)
    if paper and paper["sha256"] != release.pdf:
        yield "its PDF does not fit its hash"
    if signing is None or evidence["document"] is None:
        return
    if holding and "pdf" not in signing["detail"] and signing["id"] > holding:
        yield "the event of its signing holds no hash of its PDF"
    try:
        terms = read(evidence["document"]["content"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return
    if {*terms.grants} - {each["what"] for each in evidence["grants"]}:
        yield "it permits less than was signed"
    if _is_renamed(release, terms.contact, signing):
        yield "its contact is called otherwise, and the history tells of no correction"


def _is_renamed(release: Any, signed_for: Any, signing: Told) -> bool:
    """Whether the contact is not called as it was signed, nor as was corrected since."""
    called = release.called or {}
    differing = {key for key in WHO if called.get(key) != signed_for.get(key)}
    if not differing:
        return False
    told = ConsentEvent.objects.filter(
        client=release.client_id, contact=release.contact_id, id__gt=signing["id"]
    )
    corrections = ContactCorrection.objects.filter(contact=release.contact_id)
    newest = corrections.order_by("pk").last()
    if newest and called == {key: newest.after.get(key) for key in WHO}:
        holds = {"detail__correction": newest.pk, "detail__content": newest.sha256}
        return not told.filter(kind=EventKind.CONTACT_CORRECTED, **holds).exists()
    # Before whoever a release names stayed who they are, any change could rename them.
    changes = told.filter(kind=EventKind.CONTACT_CHANGED).values_list("detail")
    for (detail,) in changes:
        differing -= set(detail.get("fields", ()))
    return bool(differing)
