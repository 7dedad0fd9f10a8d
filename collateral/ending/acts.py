"""Ending a release: hold the sessions that leaned on it, then end it, in one step.

The database refuses whoever forgets the first half. A revocation is never dated back
(45 CFR 164.508(b)(5)): it takes effect when it is recorded as received.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral.models import STANDING, Participant, Session, SessionQuerySet, Status
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User
from practice.spans import Span, span
from releases.models import Release, ReleaseDraft, Signature
from releases.signing.sign import replaced_by, when_signed
from releases.signing.sign import sign as sign_alone


@dataclass(frozen=True)
class Replacing:
    """What signing a draft would do: when it ``counts``, and what it would end."""

    counts: Span | None
    replaced: list[Release]
    held: list[Session]


def ripple(release: Release) -> SessionQuerySet:
    """The sessions that would go on hold if ``release`` ended now, soonest first."""
    now = timezone.now()
    if release.in_force is None or release.in_force.upper <= now:
        return Session.objects.none()
    left = span(max(now, release.in_force.lower), release.in_force.upper)
    return _leaning(release, left)


def ripple_of_signing(draft: ReleaseDraft, capacity: str) -> Replacing:
    """What signing ``draft`` now, in that right, would replace and put on hold.

    Foretold, where ``sign`` asks the database: whatever stands is covered, and what is
    replaced lends its place to ``draft``, so cover is lost only after ``draft`` ends.
    """
    counts = when_signed(draft, capacity, timezone.now())
    if counts is None:
        return Replacing(None, [], [])
    replaced = list(replaced_by(draft, counts).order_by("in_force"))
    until = max((old.in_force.upper for old in replaced), default=counts.upper)
    held: list[Session] = []
    if until > counts.upper:
        sessions = _leaning(draft, span(counts.upper, until))
        held = list(sessions.select_related("clinician", "room"))
    return Replacing(counts, replaced, held)


def _leaning(on: Release | ReleaseDraft, lost: Span) -> SessionQuerySet:
    """The sessions that need a release for the same contact at some time in ``lost``."""
    seats = Participant.objects.standing().filter(
        client=on.client_id, contact=on.contact_id, relies_on__overlap=lost
    )
    return Session.objects.filter(pk__in=seats.values("session")).order_by(
        "during__startswith", "pk"
    )


@retried
def revoke(release: Release, reason: str, actor: User) -> list[Session]:
    """Revoke ``release`` now; the sessions put on hold. Revoked twice, does nothing."""
    release = _locked(release)
    if release.revoked_at:
        return []
    held = _hold(ripple(release), release, actor)
    release.revoked_at = timezone.now()
    release.revoked_by, release.revoked_reason = actor, reason
    release.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    _record(EventKind.REVOKED, release, actor, reason)
    return held


@retried
def end_by_event(release: Release, reason: str, actor: User) -> list[Session]:
    """The event that ends ``release`` has occurred (45 CFR 164.508(c)(1)(v))."""
    release = _locked(release)
    if release.event_occurred_at:
        return []
    held = _hold(ripple(release), release, actor)
    release.event_occurred_at = timezone.now()
    release.save(update_fields=["event_occurred_at"])
    _record(EventKind.EVENT_OCCURRED, release, actor, reason)
    return held


@retried
def sign(
    draft: ReleaseDraft, signature: Signature, actor: User, *, version: str = ""
) -> tuple[Release, list[Session]]:
    """Sign ``draft`` now; the release, and sessions held since it permits less, or for
    less long, than what it replaces. Signed twice, gives the release that there is.

    ``signature`` is not saved yet; ``version`` is what the signer read, where known.
    """
    lock([draft.contact])
    drafts = ReleaseDraft.objects.select_for_update(of=("self",))
    draft = drafts.select_related("client__clinician", "contact").get(pk=draft.pk)
    if existing := Release.objects.filter(draft=draft).first():
        return existing, []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS participant_release_in_force DEFERRED")
    _keep_still(draft.contact)
    draft.client = _as_it_stays(draft.client)
    release = sign_alone(
        draft, deepcopy(signature), actor, timezone.now(), version=version
    )
    seats = Participant.objects.filter(contact=release.contact)
    seats.find_a_discloser()
    uncovered = seats.uncovered()
    sessions = Session.objects.filter(pk__in=uncovered.values("session"))
    held = _hold(sessions, release, actor)
    return release, held


def _as_it_stays(client: Client) -> Client:
    """``client`` as nobody changes it meanwhile: who may sign depends on their age."""
    clients = Client.objects.select_for_update(of=("self",), no_key=True)
    return clients.select_related("clinician").get(pk=client.pk)


def _keep_still(contact: Contact) -> None:
    """Lock the sessions ahead before anything is recorded: the order all acts keep."""
    list(
        Session.objects.select_for_update()
        .filter(
            pk__in=contact.seats.standing()
            .filter(during__endswith__gt=timezone.now())
            .values("session")
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _locked(release: Release) -> Release:
    lock(Contact.objects.filter(pk=release.contact_id))
    return (
        Release.objects.select_for_update(of=("self",))
        .select_related("client", "contact")
        .get(pk=release.pk)
    )


def _hold(sessions: SessionQuerySet, release: Release, actor: User) -> list[Session]:
    """Put ``sessions`` on hold because ``release`` ends."""
    held = list(
        sessions.filter(status__in=STANDING)
        .select_for_update(of=("self",))
        .select_related("client")
        .order_by("pk")
    )
    for session in held:
        session.status = Status.HELD
        session.save(update_fields=["status"])
        record(
            EventKind.HELD,
            session.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
            session_id=session.pk,
            starts=session.during.lower.isoformat(),
        )
    return held


def _record(kind: EventKind, release: Release, actor: User, reason: str) -> None:
    record(
        kind,
        release.client,
        actor,
        contact=release.contact,
        release_id=release.pk,
        reason=reason,
    )
