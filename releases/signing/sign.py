"""Making a release of a draft, by signature. The fact alone: who holds sessions that
it leaves uncovered is ``collateral.ending``, through which every signing goes.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from clients.law.signers import authority_ends_on, rights_to_sign
from clients.ledger import record
from clients.models import Client, EventKind
from practice.models import User
from practice.spans import Span, end_of, local_day, span, start_of
from releases.models import (
    Document,
    DocumentKind,
    Paper,
    Release,
    ReleaseDraft,
    ReleaseQuerySet,
    Signature,
)
from releases.models.grant import grant
from releases.printing.paper import original
from releases.proof.facts import held
from releases.proof.fit import frozen
from releases.signing.names import name_disclosers
from releases.terms import content, read


class DraftChanged(Exception):  # noqa: N818 (it is news, not an error)
    """Someone else changed the draft, or put it aside, since the signer read it."""


def sign(
    draft: ReleaseDraft,
    signature: Signature,
    actor: User,
    at: datetime,
    *,
    version: str = "",
) -> Release:
    """The release that ``draft`` becomes when signed at ``at``, replacing what overlaps.

    ``signature`` is not saved yet; ``version`` is what the signer had before them, where
    that is known. In the caller's transaction, which holds the contact's row: concurrent
    inserts under WITHOUT OVERLAPS would deadlock otherwise. Raises IntegrityError by
    name where the database refuses, as it does a release already past its last day;
    DraftChanged if this is not what was read.
    """
    if draft.withdrawn_at or version not in (
        "",
        content.sha256_of(content.of_draft(draft)),
    ):
        raise DraftChanged
    if signature.capacity not in rights_to_sign(draft.client, local_day(at)):
        raise DraftChanged
    release = release_of(draft, signature, at)
    replaced = _supersede(draft, signature.capacity, at)
    release.document.save(force_insert=True)
    release.document = release.document  # whose id it has only now
    release.save(force_insert=True)
    for old in replaced:
        old.superseded_by = release
        old.save(update_fields=["superseded_by"])
    signature.document = release.document
    signature.save(force_insert=True)
    terms = read(release.document.content)
    grant(release, terms.grants, terms.tellers)
    name_disclosers(release)
    _record(release, replaced, signature, original(release.document), actor)
    return release


def _record(
    release: Release,
    replaced: list[Release],
    signature: Signature,
    paper: Paper,
    actor: User,
) -> None:
    client, contact = release.client, release.contact
    for old in replaced:
        record(
            EventKind.SUPERSEDED,
            client,
            actor,
            contact=contact,
            release_id=old.pk,
            by=release.pk,
            **held(old, EventKind.SUPERSEDED),
        )
    record(
        EventKind.SIGNED,
        client,
        actor,
        contact=contact,
        release_id=release.pk,
        names={"signer": signature.signer},
        content=release.document.content_sha256,
        draft=release.draft_id,
        capacity=signature.capacity,
        pdf=paper.sha256,
        **frozen(release),
    )


def release_of(draft: ReleaseDraft, signature: Signature, at: datetime) -> Release:
    """The release and its document, neither saved yet, that ``draft`` is once
    ``signature`` is made at ``at``. What else was tried in signing is dropped.
    """
    signature.signed_at, signature.time_zone = at, settings.TIME_ZONE
    signature.keep_chosen_mark()
    ends_on = authority_ends_on(draft.client, signature.capacity, local_day(at))
    unsigned = content.of_draft(draft, signature.capacity, local_day(at))
    words = content.signed(unsigned, [signature])
    terms = read(words)
    document = Document(
        client=draft.client,
        kind=DocumentKind.RELEASE,
        content=words,
        content_sha256=content.sha256_of(words),
    )
    return Release(
        client=draft.client,
        contact=draft.contact,
        document=document,
        draft=draft,
        discloser=terms.told_by,
        most_sessions=terms.most_sessions,
        signed_at=at,
        effective_at=max(at, start_of(draft.effective_on)),
        expires_at=end_of(draft.expires_on),
        expires_event=draft.expires_event,
        authority_ends_at=start_of(ends_on) if ends_on else None,
    )


def when_signed(draft: ReleaseDraft, capacity: str, at: datetime) -> Span | None:
    """When ``draft`` counts if it is signed at ``at`` in that right; None if never."""
    ends_at = _authority_ends_at(draft.client, capacity, at)
    ends = min(filter(None, (end_of(draft.expires_on), ends_at)))
    starts = max(at, start_of(draft.effective_on))
    return span(starts, ends) if starts < ends else None


def _authority_ends_at(client: Client, capacity: str, at: datetime) -> datetime | None:
    ends_on = authority_ends_on(client, capacity, local_day(at))
    return start_of(ends_on) if ends_on else None


def replaced_by(draft: ReleaseDraft, counts: Span) -> ReleaseQuerySet:
    """What ends where ``draft`` begins to count: whatever overlaps it."""
    return Release.objects.of(draft.contact).filter(in_force__overlap=counts)


def _supersede(draft: ReleaseDraft, capacity: str, at: datetime) -> list[Release]:
    """End what the release made of ``draft`` overlaps as that begins to count."""
    counts = when_signed(draft, capacity, at)
    if counts is None:
        return []
    replaced = list(replaced_by(draft, counts))
    for old in replaced:
        # Whoever was to replace it later replaces it no more.
        old.superseded_at, old.superseded_by = counts.lower, None
        old.save(update_fields=["superseded_at", "superseded_by"])
    return replaced
