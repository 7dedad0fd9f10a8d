"""Several who have to sign one release, each in a right of their own; and until when
what is on file gives it to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings

from clients.law.signers import IN_PERSON
from clients.law.who import Way
from clients.ledger import record
from clients.models import EventKind
from practice.formats import say_list
from practice.models import User
from practice.spans import end_of, start_of
from releases.models import Release, ReleaseDraft, Signature, WhyEnded
from releases.terms import content


def words_of(draft: ReleaseDraft) -> dict[str, Any]:
    """What everyone signs: frozen once the first of several has."""
    return draft.frozen or content.of_draft(draft)


def make(signature: Signature, at: datetime) -> None:
    """Date it. What else was tried in signing is dropped."""
    signature.signed_at, signature.time_zone = at, settings.TIME_ZONE
    signature.keep_chosen_mark()


def wait(
    draft: ReleaseDraft, signature: Signature, left: Way, actor: User, at: datetime
) -> None:
    """Keep ``signature`` until those who are ``left`` have signed: nothing is in force."""
    make(signature, at)
    signature.draft = draft
    signature.save(force_insert=True)
    draft.awaits = say_list(each.called for each in left)[:300]
    fields = ["awaits"]
    if draft.frozen is None:
        draft.frozen = words_of(draft)
        fields.append("frozen")
    draft.save(update_fields=fields)
    record(
        EventKind.SIGNED_IN_PART,
        draft.client,
        actor,
        contact=draft.contact,
        names={"signer": signature.signer},
        draft=draft.pk,
        capacity=signature.capacity,
        content=content.sha256_of(draft.frozen),
        **agreed([signature]),
    )


def agreed(signed: Iterable[Signature]) -> dict[str, Any]:
    """By which consents it was signed on a screen, where it was."""
    consents = [each.consent_id for each in signed if each.consent_id]
    return {"consents": consents} if consents else {}


def papers_end(release: Release, signed: Iterable[Signature], actor: User) -> None:
    """Note on ``release`` when the right of whoever signed it ends, if before it does:
    guardian's letters, an agent's power, a parent's where the minor consents alone.
    """
    signed = list(signed)
    papers = [each.rests_on for each in signed if each.rests_on]
    ends = [(end_of(each.ends_on), WhyEnded.PAPERS) for each in papers if each.ends_on]
    alone = release.client.self_consent_from
    in_person = any(each.capacity in IN_PERSON for each in signed)
    if alone and not in_person and release.authority_ends_at:
        ends.append((start_of(alone), WhyEnded.ALONE))
    ends_at, because = min(ends, default=(release.expires_at, WhyEnded.PAPERS))
    if ends_at >= release.expires_at:
        return
    release.authority_ended_at, release.authority_ended_by = ends_at, actor
    release.authority_ended_because = because


def record_papers_end(
    release: Release, signed: Iterable[Signature], actor: User
) -> None:
    if release.authority_ended_at is None:
        return
    record(
        EventKind.AUTHORITY_ENDED,
        release.client,
        actor,
        contact=release.contact,
        release_id=release.pk,
        names={"signer": say_list(each.signer for each in signed)},
        because=release.authority_ended_because,
        ends=release.authority_ended_at.isoformat(),
    )
