"""Making a release of a draft, by signature. The fact alone: who holds sessions that
it leaves uncovered is ``collateral.ending.acts``, through which every signing goes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.conf import settings

from clients.models import Client
from practice.models import User
from practice.spans import Span, end_of, local_day, span, start_of
from releases.ledger import record
from releases.models import (
    Capacity,
    EventKind,
    Mark,
    Release,
    ReleaseDraft,
    ReleaseQuerySet,
    Signature,
)
from releases.printing.paper import original
from releases.terms import content


class DraftChanged(Exception):  # noqa: N818 (it is news, not an error)
    """Someone else changed the draft, or put it aside, since the signer read it."""


@dataclass(frozen=True)
class Signing:
    """What the signer did on the screen. ``strokes`` as in ``Signature``.

    ``read`` is the version that the signer had before them, where that is known.
    """

    signer: str
    capacity: str
    mark: str
    authority: str = ""
    typed_name: str = ""
    strokes: list[list[list[int]]] = field(default_factory=list)
    initials: dict[str, str] = field(default_factory=dict)
    witness: str = ""
    device: str = ""
    read: str = ""

    def marked(self) -> Signing:
        """With the one mark that was chosen: what else was tried is no signature."""
        if self.mark == Mark.DRAWN:
            return replace(self, typed_name="")
        return replace(self, strokes=[])


def sign(draft: ReleaseDraft, signing: Signing, actor: User, at: datetime) -> Release:
    """The release that ``draft`` becomes when signed at ``at``, replacing what overlaps.

    In the caller's transaction, which holds the contact's row: concurrent inserts
    under WITHOUT OVERLAPS would deadlock otherwise. Raises IntegrityError by name where
    the database refuses, as it does a release already past its last day; DraftChanged
    if this is not what was read.
    """
    version = content.sha256_of(content.of_draft(draft))
    if draft.withdrawn_at or signing.read not in ("", version):
        raise DraftChanged
    if signing.capacity not in rights_to_sign(draft.client, local_day(at)):
        raise DraftChanged
    signing = signing.marked()
    release = release_of(draft, signing, at)
    replaced = _supersede(draft, signing, at)
    release.save(force_insert=True)
    for old in replaced:
        old.superseded_by = release
        old.save(update_fields=["superseded_by"])
    Signature.objects.create(
        release=release,
        signer=signing.signer,
        capacity=signing.capacity,
        authority=signing.authority,
        mark=signing.mark,
        strokes=signing.strokes,
        typed_name=signing.typed_name,
        initials=signing.initials,
        signed_at=at,
        time_zone=settings.TIME_ZONE,
        device=signing.device,
        witness=signing.witness,
    )
    original(release)
    for old in replaced:
        record(
            EventKind.SUPERSEDED,
            old.client,
            actor,
            contact=old.contact,
            release=old,
            by=release.pk,
        )
    record(
        EventKind.SIGNED,
        release.client,
        actor,
        contact=release.contact,
        release=release,
        content=release.content_sha256,
        draft=draft.pk,
    )
    return release


def release_of(draft: ReleaseDraft, signing: Signing, at: datetime) -> Release:
    """The release, not yet saved, that ``draft`` is once signed at ``at``."""
    client, signing = draft.client, signing.marked()
    authority_ends_at = _authority_ends_at(client, signing.capacity, at)
    words = content.signed(
        {
            **content.of_draft(draft),
            "authority_ends_on": authority_ends_at
            and client.comes_of_age_on.isoformat(),
        },
        signer=signing.signer,
        capacity=signing.capacity,
        authority=signing.authority,
        mark=signing.mark,
        strokes=signing.strokes,
        typed_name=signing.typed_name,
        initials=signing.initials,
        witness=signing.witness,
        at=at,
    )
    return Release(
        client=client,
        contact=draft.contact,
        draft=draft,
        content=words,
        content_sha256=content.sha256_of(words),
        signed_at=at,
        effective_at=max(at, start_of(draft.effective_on)),
        expires_at=end_of(draft.expires_on),
        expires_event=draft.expires_event,
        authority_ends_at=authority_ends_at,
    )


def rights_to_sign(client: Client, day: date) -> set[Capacity]:
    """In what rights someone may sign for ``client`` on ``day``: 45 CFR 164.502(g)."""
    if client.is_minor_on(day):
        return {Capacity.PARENT, Capacity.MINOR, Capacity.AGENT}
    return {Capacity.CLIENT, Capacity.AGENT}


def _authority_ends_at(client: Client, capacity: str, at: datetime) -> datetime | None:
    """Majority, 00:00 local, for whoever signs in a minor's place: parent, guardian or
    agent (45 CFR 164.502(g)(3)). What clients sign themselves carries on.
    """
    in_person = capacity in {Capacity.CLIENT, Capacity.MINOR}
    if in_person or not client.is_minor_on(local_day(at)):
        return None
    return start_of(client.comes_of_age_on)


def when_signed(draft: ReleaseDraft, capacity: str, at: datetime) -> Span | None:
    """When ``draft`` counts if it is signed at ``at`` in that right; None if never."""
    authority_ends_at = _authority_ends_at(draft.client, capacity, at)
    ends = min(filter(None, (end_of(draft.expires_on), authority_ends_at)))
    starts = max(at, start_of(draft.effective_on))
    return span(starts, ends) if starts < ends else None


def replaced_by(draft: ReleaseDraft, counts: Span) -> ReleaseQuerySet:
    """What ends where ``draft`` begins to count: whatever overlaps it."""
    return Release.objects.of(draft.contact).filter(in_force__overlap=counts)


def _supersede(draft: ReleaseDraft, signing: Signing, at: datetime) -> list[Release]:
    """End what the release made of ``draft`` overlaps as that begins to count."""
    counts = when_signed(draft, signing.capacity, at)
    if counts is None:
        return []
    replaced = list(replaced_by(draft, counts))
    for old in replaced:
        # Whoever was to replace it later replaces it no more.
        old.superseded_at, old.superseded_by = counts.lower, None
        old.save(update_fields=["superseded_at", "superseded_by"])
    return replaced
