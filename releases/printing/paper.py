"""The release on paper: blank, unsigned, as first signed, and as it stands now."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from clients.law.signers import IN_PERSON, usual_right_to_sign
from clients.law.who import WhoMaySign, who_may_sign
from clients.models import Contact
from practice.letterhead.current import letterhead, logo
from practice.paper import key, seal
from releases.endings import ending_of
from releases.models import Document, Paper, Release, ReleaseDraft
from releases.parts import parts_of
from releases.printing.certificate import certificate_of
from releases.printing.drawn import render
from releases.printing.ended import ended_as
from releases.printing.pictures import pictures_of
from releases.printing.several import signed_before, waits_for
from releases.proof.evidence import with_evidence
from releases.proof.fit import changed
from releases.status import Tone, status_of
from releases.terms import content as contents
from releases.terms.languages import ENGLISH, language
from releases.terms.named import named
from releases.terms.voices import rights_by_voice, voice_for
from releases.terms.wording import current


class PaperChangedError(Exception):
    """What is stored of a document is not what was signed, or not what was sealed."""

    def __init__(self, message: str, release_id: int) -> None:
        self.release_id = release_id
        super().__init__(message)

    @classmethod
    def of(cls, document: Document, what: str) -> PaperChangedError:
        """That ``what`` of ``document`` does not match its hash."""
        releases = Release.objects.filter(document=document).values_list(
            "pk", flat=True
        )
        return cls(f"{what} of {document} does not match its hash.", releases.get())


def blank_paper(code: str = ENGLISH, points: int = 0) -> bytes:
    """A form to fill by hand, in the language of this ``code``. It names nobody and no
    day, so one of each is kept for all.
    """
    version = contents.sha256_of(contents.blank(current(code)))
    return _blank_paper(version + logo().sha256, code, points)


@lru_cache(maxsize=8)
def _blank_paper(_version: str, code: str, points: int) -> bytes:
    return render(contents.blank(current(code)), blank=True, points=points)


def named_paper(contact: Contact, code: str, points: int = 0) -> bytes:
    """A form to fill by hand, with who is meant on it and nothing else."""
    return render(named(contact, code), blank=True, points=points)


def draft_paper(
    draft: ReleaseDraft,
    capacity: str = "",
    who: WhoMaySign | None = None,
    number: int | None = None,
    points: int = 0,
) -> bytes:
    """``draft`` as it would be signed in that right, the usual one, or in any other that
    it speaks to in the same words; with lines for the signature. ``coded.to_sign`` has the
    ``number`` of a printout.
    """
    client, today = draft.client, timezone.localdate()
    who = who or who_may_sign(client, today)
    capacity = capacity or usual_right_to_sign(client, today)
    voice = voice_for(client, capacity, today)
    return render(
        draft.frozen or contents.of_draft(draft, capacity, today),
        signer=client.legal_name if capacity in IN_PERSON else "",
        rights=rights_by_voice(client, today, who)[voice],
        before=signed_before(draft),
        waiting=waits_for(draft, capacity, who),
        number=number,
        points=points,
    )


def original(document: Document) -> Paper:
    """The paper of ``document`` as first rendered: made and sealed once, kept, never
    changed.

    Its hash is asked each time, and not its seal: the event of the signing holds the hash
    in a chain, and the hash was taken of the sealed bytes, so that it proves as much.
    ``manage.py verify_releases`` asks the seal too. Raises ``PaperChangedError`` if what is
    stored no longer matches its hash.
    """
    paper = _came_along(document) or Paper.objects.filter(document=document).first()
    if paper is None:
        # Of two first renderings at once, the one stored first is the paper.
        Paper.objects.bulk_create([_sealed(document)], ignore_conflicts=True)
        paper = Paper.objects.get(document=document)
    if not paper.fits_its_hash:
        raise PaperChangedError.of(document, "The stored paper")
    return paper


def _came_along(document: Document) -> Paper | None:
    """Its paper, where the two were asked for together."""
    if not Document.paper.is_cached(document):
        return None
    return getattr(document, "paper", None)


def _sealed(document: Document) -> Paper:
    """What was signed, the pictures of it where that was by hand, and the certificate;
    nothing can be added afterwards.
    """
    content, held = _signed(document), key.own()
    drawn = render(
        content,
        certificate=certificate_of(document, held.fingerprint),
        pictures=pictures_of(document),
    )
    pdf = seal.seal(drawn, held, letterhead().name)
    return Paper(
        document=document, pdf=pdf, sha256=_sha256(pdf), sealed_by=held.fingerprint
    )


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
    status, parts = status_of(found, at), parts_of(found, at)
    content = _signed(release.document)
    if status.tone is Tone.STOPPED:
        day = ending_of(release).day
        return render(content, ended=ended_as(status, content, day))
    if parts.ended:
        return render(content, parts=parts)
    return bytes(original(release.document).pdf)


def reading_copy(release: Release, at: datetime, points: int) -> bytes:
    """The paper as it stands at ``at`` in larger letters: drawn anew, to be read and not
    to be kept, as it says itself.
    """
    found = _proved(release)
    content, parts = _signed(release.document), parts_of(found, at)
    status = status_of(found, at)
    ended = None
    if status.tone is Tone.STOPPED:
        ended = ended_as(status, content, ending_of(release).day)
    return render(
        content,
        status=language(content.get("language", ENGLISH)).table("paper")[
            "reading_copy"
        ],
        ended=ended,
        parts=parts if parts.ended and not ended else None,
        points=points,
    )


def _proved(release: Release) -> Any:
    """``release`` with its evidence, once that shows what was signed."""
    found: Any = release
    if not hasattr(release, "evidence"):
        same = Release.objects.filter(pk=release.pk).with_lost()
        found = with_evidence(same).get()
    if changed(found):
        message = f"What is stored of {release} is not what was signed."
        raise PaperChangedError(message, release.pk)
    return found


def _signed(document: Document) -> contents.Content:
    """What was signed, once it is known to be just that."""
    if contents.sha256_of(document.content) != document.content_sha256:
        raise PaperChangedError.of(document, "The content")
    content: contents.Content = document.content
    return content


def _sha256(pdf_bytes: bytes) -> str:
    return hashlib.sha256(pdf_bytes).hexdigest()
