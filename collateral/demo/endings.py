"""How releases of a story ended, each as the practice does it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from clients.models import EventKind
from collateral.demo import papers
from collateral.demo.case import Case
from collateral.demo.parts import SignedRelease
from practice.spans import local_day
from releases.models import Manner, Release, Revocation, Voiding
from releases.proof import facts, revocations

TALK = timedelta(minutes=25)
NEVER_COUNTED = "It was signed for somebody else of the same name."


def supersede(case: Case, earlier: list[Release], release: Release) -> None:
    """As signing does, end what the new release overlaps."""
    for old in earlier:
        if ends_at(old) > release.effective_at:
            old.superseded_at, old.superseded_by = release.effective_at, release
            case.say(
                EventKind.SUPERSEDED,
                release.signed_at,
                case.setting.clinician,
                release=old,
                by=release.pk,
            )


def end(case: Case, signed: SignedRelease, release: Release) -> None:
    """Set the facts that the story tells of ``release``."""
    at = case.setting.calendar.at
    if signed.voided:
        _void(case, release, at(signed.voided.ago, 16, 40))
    if signed.occurred:
        release.event_occurred_at = at(signed.occurred.ago, 17, case.minute)
    if signed.revoked:
        _revoke(case, signed, release, at(signed.revoked.ago, 17, case.minute))


def _void(case: Case, release: Release, at: datetime) -> None:
    """Its clinician asks, and the front desk agrees a little later."""
    release.voided_at = at
    asked = Voiding(
        release=release,
        reason=NEVER_COUNTED,
        asked_by=case.setting.clinician,
        asked_at=at - TALK,
        decided_by=case.setting.desk,
        decided_at=at,
        agreed=True,
    )
    case.voidings.append(case.setting.batch.add(asked))


def _revoke(case: Case, signed: SignedRelease, release: Release, at: datetime) -> None:
    """By whoever signs for the client, recorded as it is received."""
    signer = signed.signer or case.story.signer or papers.signs_alone(release.contact)
    release.revocation = case.setting.batch.add(
        Revocation(
            client=release.client,
            contact=release.contact,
            revoker=signer.name,
            capacity=signer.capacity,
            manner=Manner.WRITTEN if signed.in_writing else Manner.SPOKEN,
            signed_on=local_day(at) if signed.in_writing else None,
            received_at=at,
            time_zone=settings.TIME_ZONE,
            reason=signed.reason,
            recorded_by=case.setting.desk,
            recorded_at=at,
        )
    )
    release.revoked_at, release.revoked_by = at, case.setting.desk
    release.revoked_reason = signed.reason


def record_voidings(case: Case) -> None:
    """Who asked, and who agreed a little later."""
    for voiding in case.voidings:
        release = voiding.release
        about: dict[str, Any] = {
            "release": release,
            "reason": voiding.reason,
            "names": {"asker": voiding.asked_by.name},
            "voiding": voiding.pk,
        }
        asked, agreed = EventKind.VOIDING_ASKED, EventKind.VOIDED
        case.say(asked, voiding.asked_at, case.setting.clinician, **about)
        at = release.voided_at or voiding.asked_at
        case.say(agreed, at, case.setting.desk, **about, **facts.held(release, agreed))


def record_endings(case: Case) -> None:
    """The endings themselves, once the sessions that leaned on them are on hold."""
    record_voidings(case)
    for known in case.people:
        for release in known.releases:
            if (at := release.revoked_at) and (revocation := release.revocation):
                case.say(
                    EventKind.REVOKED,
                    at,
                    case.setting.desk,
                    release=release,
                    reason=release.revoked_reason,
                    names=revocations.named(revocation),
                    **facts.held(release, EventKind.REVOKED),
                    **revocations.held(revocation),
                    took_place=[],
                )
            if at := release.event_occurred_at:
                case.say(
                    EventKind.EVENT_OCCURRED,
                    at,
                    case.setting.clinician,
                    release=release,
                    reason="Confirmed with the client.",
                )


def ends_at(release: Release, *, known_at: datetime | None = None) -> datetime:
    """When ``release`` ends, as far as it is known at ``known_at``."""
    acts = [
        release.event_occurred_at,
        release.revoked_at,
        release.superseded_at,
        release.voided_at,
    ]
    ends = [release.expires_at, release.authority_ends_at]
    ends += [at for at in acts if at and (known_at is None or at <= known_at)]
    return min(end for end in ends if end)


def covered_until(
    releases: list[Release], start: datetime, *, known_at: datetime | None = None
) -> datetime:
    """Until when ``releases`` carry on from ``start``, as far as is known then."""
    reached = start
    for release in sorted(releases, key=lambda each: each.effective_at):
        known = known_at is None or release.signed_at <= known_at
        ends = ends_at(release, known_at=known_at)
        if known and release.effective_at <= reached < ends:
            reached = ends
    return reached
