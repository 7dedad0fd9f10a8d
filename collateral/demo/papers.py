"""Releases prepared and signed at a time gone by, as rows and as history."""

from __future__ import annotations

from datetime import date, datetime

from clients.law.rules import rules_for
from clients.law.signers import Capacity
from clients.models import Contact, EventKind
from collateral.demo.batch import Batch
from collateral.demo.handwriting import strokes_of
from collateral.demo.parts import Signer
from collateral.demo.scopes import Scope
from practice.models import User
from practice.spans import local_day
from releases.models import PRACTICE, Mark, Release, ReleaseDraft, Signature
from releases.signing.sign import release_of

DEVICES = {Mark.DRAWN: "Tablet at the front desk", Mark.TYPED: "Keyboard"}


def prepare(
    batch: Batch,
    contact: Contact,
    scope: Scope,
    days: tuple[date, date],
    *,
    actor: User,
    at: datetime,
    event: str = "",
) -> ReleaseDraft:
    """A release for ``contact``, good from the first to the last of ``days``."""
    draft = batch.add(
        ReleaseDraft(
            client=contact.client,
            contact=contact,
            topics=list(scope.topics),
            sensitive_topics=list(scope.sensitive),
            details=scope.details,
            off_limits=scope.off_limits,
            purposes=list(scope.purposes),
            off_limit_topics=list(scope.off_limit_topics),
            disclosers=(
                [contact.client.clinician_id]
                if scope.own_clinician_only
                else [PRACTICE]
            ),
            direction=scope.direction,
            formats=list(scope.formats),
            places=list(scope.places),
            most_sessions=scope.most_sessions,
            affiliation=contact.organisation or "none",
            effective_on=days[0],
            expires_on=days[1],
            expires_event=event,
            prepared_by=actor,
            prepared_at=at,
        )
    )
    batch.happened(
        EventKind.DRAFT_PREPARED,
        contact.client,
        actor,
        at,
        contact=contact,
        draft=draft.pk,
    )
    return draft


def sign(
    batch: Batch,
    draft: ReleaseDraft,
    signer: Signer,
    *,
    mark: Mark,
    actor: User,
    at: datetime,
) -> Release:
    """The release that ``draft`` became; nothing is superseded by it here."""
    initials = "".join(word[0] for word in signer.name.split()[:2])
    signature = Signature(
        signer=signer.name,
        capacity=signer.capacity,
        authority=signer.authority,
        mark=mark,
        strokes=strokes_of(signer.name),
        typed_name=signer.name,
        initials=dict.fromkeys(draft.sensitive_topics, initials),
        device=DEVICES[mark],
        witness=_witness(draft, actor, at),
    )
    release = batch.sign(release_of(draft, signature, at), signature)
    batch.happened(
        EventKind.SIGNED,
        draft.client,
        actor,
        at,
        contact=draft.contact,
        release=release,
        names={"signer": signer.name},
        content=release.document.content_sha256,
        draft=draft.pk,
        capacity=signer.capacity,
    )
    return release


def _witness(draft: ReleaseDraft, actor: User, at: datetime) -> str:
    """Whoever took the signature, where the law asks for a witness."""
    rules = rules_for(draft.client, local_day(at), video=True)
    return actor.name if rules.witness_sign else ""


def signs_alone(contact: Contact) -> Signer:
    """The client, signing for themselves."""
    return Signer(contact.client.legal_name, "", Capacity.CLIENT)
