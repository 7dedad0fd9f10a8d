"""Making a release of a draft, by signature. The fact alone: who holds sessions that
it leaves uncovered is ``collateral.ending``, through which every signing goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clients.law.signers import authority_ends_on
from clients.law.who import who_may_sign
from clients.ledger import record
from clients.models import Client, EventKind
from practice.formats import say_list
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
from releases.signing.several import (
    agreed,
    make,
    papers_end,
    record_papers_end,
    wait,
    words_of,
)
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
) -> Release | None:
    """The release that ``draft`` becomes when signed at ``at``, replacing what overlaps;
    None while it awaits others who have to sign too.

    ``signature`` is not saved yet; ``version`` is what the signer had before them, where
    that is known. In the caller's transaction, which holds the contact's row: concurrent
    inserts under WITHOUT OVERLAPS would deadlock otherwise. Raises IntegrityError by
    name where the database refuses, as it does a release already past its last day;
    DraftChanged if this is not what was read.
    """
    if draft.withdrawn_at or version not in ("", content.sha256_of(words_of(draft))):
        raise DraftChanged
    who = who_may_sign(draft.client, local_day(at))
    before = list(draft.signatures.order_by("pk"))
    left = who.missing([*before, signature])
    signer = who.find(signature.capacity, signature.signer)
    if left is None or signer is None:
        raise DraftChanged
    signature.rests_on = signer.authority
    if left:
        wait(draft, signature, left, actor, at)
        return None
    release = release_of(draft, signature, at, before)
    papers_end(release, [*before, signature], actor)
    replaced = _supersede(release)
    release.document.save(force_insert=True)
    release.document = release.document  # whose id it has only now
    release.save(force_insert=True)
    for old in replaced:
        old.superseded_by = release
        old.save(update_fields=["superseded_by"])
    Signature.objects.filter(draft=draft, document=None).update(
        document=release.document
    )
    signature.document = release.document
    signature.save(force_insert=True)
    terms = read(release.document.content)
    grant(release, terms.grants, terms.tellers)
    name_disclosers(release)
    signed = [*before, signature]
    _record(release, replaced, signed, original(release.document), actor)
    record_papers_end(release, signed, actor)
    return release


def _record(
    release: Release,
    replaced: list[Release],
    signed: list[Signature],
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
        names={"signer": say_list(each.signer for each in signed)},
        content=release.document.content_sha256,
        draft=release.draft_id,
        capacity=signed[-1].capacity,
        pdf=paper.sha256,
        **agreed(signed),
        **frozen(release),
    )


def release_of(
    draft: ReleaseDraft,
    signature: Signature,
    at: datetime,
    before: Sequence[Signature] = (),
) -> Release:
    """The release and its document, neither saved yet, that ``draft`` is once
    ``signature`` is made at ``at``, the last of those that had to be.
    """
    make(signature, at)
    day, signed = local_day(at), [*before, signature]
    ends = (authority_ends_on(draft.client, each.capacity, day) for each in signed)
    ends_on = min(filter(None, ends), default=None)
    unsigned = draft.frozen or content.of_draft(draft, signature.capacity, day)
    if unsigned["authority_ends_on"] != (ends_on and ends_on.isoformat()):
        raise DraftChanged
    words = content.signed(unsigned, signed)
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
        kind=terms.kind,
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


def replaced_by(new: Release | ReleaseDraft, counts: Span) -> ReleaseQuerySet:
    """What ends where ``new`` begins to count: whatever overlaps it."""
    same = Release.objects.of(new.contact).filter(kind=new.kind)
    return same.filter(in_force__overlap=counts)


def _supersede(release: Release) -> list[Release]:
    """End what ``release``, not saved yet, overlaps as it begins to count."""
    known = (release.authority_ends_at, release.authority_ended_at)
    ends = min(filter(None, (release.expires_at, *known)))
    if ends <= release.effective_at:
        return []
    counts = span(release.effective_at, ends)
    replaced = list(replaced_by(release, counts))
    for old in replaced:
        # Whoever was to replace it later replaces it no more.
        old.superseded_at, old.superseded_by = counts.lower, None
        old.save(update_fields=["superseded_at", "superseded_by"])
    return replaced
