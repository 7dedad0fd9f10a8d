"""Releases prepared and signed past the act of signing, to the microsecond."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from clients.law.rules import rules_for
from clients.law.signers import Capacity
from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from practice.spans import Span, last_day, local_day
from releases.models import (
    PRACTICE,
    Document,
    DocumentKind,
    Format,
    Grant,
    Mark,
    Place,
    Purpose,
    RecordsConsent,
    Release,
    ReleaseDraft,
    Signature,
)
from releases.models.grant import grant
from releases.proof.fit import frozen
from releases.signing.names import name_disclosers
from releases.terms import content, read
from tests.clock import DAY
from tests.ended import reasons
from tests.revoked import revoked_as_it_says

# What a browser sends of a release to say that a contact joins in every way.
EVERY_WAY = {
    "direction": "disclose",
    "formats": Format.values,
    "places": Place.values,
    "disclosers": [str(PRACTICE)],
}
# What may be said of a draft that is signed at once.
TERMS = (
    "kind", "topics", "sensitive_topics", "off_limit_topics", "direction", "formats",
    "places",
    "most_sessions",
    "affiliation",
    "details",
    "off_limits",
)  # fmt: skip


def draft_for(
    contact: Contact,
    by: User,
    *,
    effective_on: date | None = None,
    expires_on: date | None = None,
    **terms: Any,
) -> ReleaseDraft:
    """A release prepared for ``contact``, from today for half a year."""
    today = timezone.localdate()
    return ReleaseDraft.objects.create(
        client=contact.client,
        contact=contact,
        prepared_by=by,
        purposes=terms.pop("purposes", [Purpose.SUPPORT]),
        topics=terms.pop("topics", ["attendance", "skills"]),
        formats=terms.pop("formats", Format.values),
        places=terms.pop("places", Place.values),
        affiliation=terms.pop("affiliation", "none"),
        effective_on=effective_on or today,
        expires_on=expires_on or today + 180 * DAY,
        **terms,
    )


@transaction.atomic
def sign(
    contact: Contact,
    starts: datetime | None = None,
    ends: datetime | None = None,
    **facts: Any,
) -> Release:
    """A signed release for ``contact``, in force from ``starts`` until ``ends``.

    Written as it is, past the act; from yesterday for half a year where not said.
    """
    starts = starts or timezone.now() - DAY
    ends = ends or timezone.now() + 180 * DAY
    signed_at = facts.pop("signed_at", min(starts, timezone.now()))
    prepared = draft_for(
        contact,
        contact.client.clinician,
        effective_on=local_day(starts),
        expires_on=max(last_day(ends), local_day(starts)),
        expires_event=facts.get("expires_event", ""),
        **{name: facts.pop(name) for name in TERMS if name in facts},
    )
    made = signature_of(contact.client, signed_at)
    if made.capacity == Capacity.MINOR and "authority_ends_at" in facts:
        made.capacity, made.signer = Capacity.PARENT, contact.name
        made.authority = "mother, with legal custody"
    if facts.pop("agreed", False):
        made.consent = agreed(contact.client, made)
    letters = "".join(word[0] for word in made.signer.split())
    made.initials = dict.fromkeys(prepared.sensitive_topics, letters)
    said = content.of_draft(prepared, made.capacity, local_day(signed_at))
    discloser = facts.pop("discloser", PRACTICE)
    if discloser != PRACTICE:
        said["disclosers"] = [{"clinician": discloser, "label": "One clinician"}]
    said["authority_ends_on"] = _iso(facts.get("authority_ends_at"))
    grants = facts.pop("grants", None)
    facts |= reasons(contact.client, facts)
    release = Release(
        client=contact.client,
        contact=contact,
        document=document_of(contact.client, content.signed(said, [made])),
        draft=prepared,
        discloser=discloser,
        most_sessions=prepared.most_sessions,
        kind=prepared.kind,
        signed_at=signed_at,
        effective_at=starts,
        expires_at=ends,
        **facts,
    )
    return enter(release, made, grants)


def agreed(client: Client, made: Signature) -> RecordsConsent:
    """That whoever ``made`` it agreed to sign on a screen."""
    return RecordsConsent.objects.create(
        client=client,
        person=made.signer,
        language="en",
        wording_version=1,
        given_at=made.signed_at,
    )


def document_of(client: Client, words: dict[str, Any]) -> Document:
    """What was signed, not yet saved."""
    return Document(
        client=client,
        kind=DocumentKind.RELEASE,
        content=words,
        content_sha256=content.sha256_of(words),
    )


def covered(span: Span) -> set[int]:
    """The ids of contacts who may join a session with the client through all of it."""
    return {contact for contact, _ in Grant.objects.covering(Format.JOINT, span)}


def signature_of(client: Client, at: datetime) -> Signature:
    """The client's own, typed and not yet saved; witnessed where the law asks."""
    minor = client.is_minor_on(local_day(at))
    witnessed = rules_for(client, local_day(at), video=True).witness_sign
    return Signature(
        signer=client.legal_name,
        capacity=Capacity.MINOR if minor else Capacity.CLIENT,
        authority="of an age to consent alone" if minor else "",
        mark=Mark.TYPED,
        typed_name=client.legal_name,
        signed_at=at,
        time_zone=settings.TIME_ZONE,
        witness="Finn Doyle" if witnessed else "",
    )


@transaction.atomic
def enter(
    release: Release,
    made: Signature | None = None,
    grants: Iterable[str] | None = None,
) -> Release:
    """Save ``release`` with its signature, and what it permits; or ``grants`` alone."""
    if release.revoked_at and release.revocation is None:
        revoked_as_it_says(release, release.revoked_by)
    if made is None:
        made = signature_of(release.client, release.signed_at)
        if release.document._state.adding:
            release.document = document_of(release.client, _said_by(release, made))
    if release.document._state.adding:
        release.document.save()
    release.document = release.document
    release.save(force_insert=True)
    made.document = release.document
    made.save(force_insert=True)
    release.refresh_from_db(fields=["in_force"])
    terms = read(release.document.content)
    grant(release, terms.grants if grants is None else grants, terms.tellers)
    name_disclosers(release)
    ConsentEvent.objects.create(
        kind=EventKind.SIGNED,
        client=release.client,
        clinician=release.client.clinician,
        actor=release.client.clinician,
        contact=release.contact,
        release_id=release.pk,
        at=release.signed_at,
        detail={"content": release.document.content_sha256, **frozen(release)},
    )
    return release


def by_acts() -> QuerySet[ConsentEvent]:
    """The history, in order, but for the releases that were signed past the act."""
    past = Q(kind=EventKind.SIGNED) & ~Q(detail__has_key="draft")
    return ConsentEvent.objects.exclude(past).order_by("number")


def _said_by(release: Release, made: Signature) -> dict[str, Any]:
    """What ``release`` says, with the days that it counts from and to."""
    said = release.document.content | {
        "effective_on": _iso(release.effective_at),
        "expires_on": last_day(release.expires_at).isoformat(),
        "authority_ends_on": _iso(release.authority_ends_at),
        "expires_event": release.expires_event,
    }
    return said | {"signatures": content.signed(said, [made])["signatures"]}


def _iso(at: datetime | None) -> str | None:
    """The practice-local day of ``at``."""
    return local_day(at).isoformat() if at else None
