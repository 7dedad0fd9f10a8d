"""What a chip says, derived from dates alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from clients.models import Contact
from releases.endings import ending_of
from releases.models import Release
from releases.status import Tone, status_of, status_of_contact, statuses_of
from tests.clock import DAY, HOUR, TICK, local
from tests.signed import sign

SIGNED, STARTS, ENDS = local("2026-01-05"), local("2026-02-01"), local("2026-07-01")


@pytest.fixture
def release(ben: Contact) -> Release:
    return sign(ben, STARTS, ENDS, signed_at=SIGNED)


def said(release: Release, at: datetime) -> tuple[str, str, Tone]:
    status = status_of(release, at)
    return status.code, status.label, status.tone


@pytest.mark.parametrize(
    ("at", "code", "label", "tone"),
    [
        (SIGNED, "not_yet", "Starts Feb 1, 2026", Tone.WAITING),
        (STARTS - TICK, "not_yet", "Starts Feb 1, 2026", Tone.WAITING),
        (STARTS, "active", "Active to Jun 30, 2026", Tone.ACTIVE),
        (ENDS - 30 * DAY - TICK, "active", "Active to Jun 30, 2026", Tone.ACTIVE),
        (ENDS - 30 * DAY, "ending", "Ends Jun 30, 2026", Tone.ENDING),
        (ENDS - TICK, "ending", "Ends Jun 30, 2026", Tone.ENDING),
        (ENDS, "expired", "Expired Jun 30, 2026", Tone.STOPPED),
        (ENDS + 900 * DAY, "expired", "Expired Jun 30, 2026", Tone.STOPPED),
    ],
)
def test_a_release_starts_counts_ends_soon_and_has_expired(
    release: Release, at: datetime, code: str, label: str, tone: Tone
) -> None:
    assert said(release, at) == (code, label, tone)


@pytest.mark.parametrize(
    ("fact", "code", "label"),
    [
        ("revoked_at", "revoked", "Revoked Mar 3, 2026"),
        ("superseded_at", "superseded", "Replaced Mar 3, 2026"),
        ("voided_at", "voided", "Void Mar 3, 2026"),
        ("event_occurred_at", "event_occurred", "Ended by its event Mar 3, 2026"),
        (
            "authority_ends_at",
            "lapsed",
            "Lapsed: the signer's authority ended Mar 3, 2026",
        ),
        (
            "authority_ended_at",
            "lapsed",
            "Lapsed: the signer's authority ended Mar 3, 2026",
        ),
        (
            "law_ended_at",
            "law_ended",
            "Ended by law Mar 3, 2026",
        ),
    ],
)
def test_whatever_ended_it_first_is_said(
    ben: Contact, fact: str, code: str, label: str
) -> None:
    noon = local("2026-03-03 12:00")
    by = {"revoked_by": ben.client.clinician} if fact == "revoked_at" else {}
    release = sign(ben, STARTS, ENDS, signed_at=SIGNED, **{fact: noon}, **by)
    assert ending_of(release) == (fact, noon)
    assert status_of(release, noon - TICK).tone is Tone.ENDING
    assert said(release, noon) == (code, label, Tone.STOPPED)
    assert status_of(release, noon).ended_at == noon


def test_an_act_at_the_very_instant_of_expiry_is_what_is_said(ben: Contact) -> None:
    release = sign(ben, STARTS, ENDS, signed_at=SIGNED, voided_at=ENDS)
    assert ending_of(release)[0] == "voided_at"


def test_what_ended_before_it_began_never_counted(ben: Contact) -> None:
    release = sign(ben, STARTS, ENDS, signed_at=SIGNED, voided_at=STARTS - HOUR)
    for at in (SIGNED, STARTS, ENDS):
        assert status_of(release, at).code == "voided"


def test_a_contact_without_a_release_has_none() -> None:
    assert status_of_contact([], SIGNED).label == "No release"
    assert status_of_contact([], SIGNED, awaiting=True).label == "Awaiting signature"


def test_a_run_of_renewals_reads_to_its_end(ben: Contact) -> None:
    third = local("2026-12-01")
    sign(ben, STARTS, ENDS, signed_at=SIGNED)
    sign(ben, ENDS, third, signed_at=SIGNED)
    sign(ben, third, third + 90 * DAY, signed_at=SIGNED)
    releases = list(Release.objects.all())
    now = ENDS - DAY
    assert status_of_contact(releases, now).label == "Active to Feb 28, 2027"
    assert status_of_contact(releases, now, awaiting=True).code == "active"


def test_a_run_stops_at_the_first_gap(ben: Contact) -> None:
    sign(ben, STARTS, ENDS, signed_at=SIGNED)
    sign(ben, ENDS + TICK, ENDS + 90 * DAY, signed_at=SIGNED)
    releases = list(Release.objects.all())
    assert status_of_contact(releases, ENDS - DAY).label == "Ends Jun 30, 2026"
    assert status_of_contact(releases, ENDS).code == "not_yet"
    assert status_of_contact(releases, ENDS + TICK).code == "active"


def test_in_force_comes_before_later_before_awaiting_before_ended(
    ben: Contact,
) -> None:
    ended = sign(ben, SIGNED, STARTS)
    later = sign(ben, ENDS, ENDS + DAY, signed_at=SIGNED)
    between = STARTS + DAY
    assert status_of_contact([ended], between).code == "expired"
    assert status_of_contact([ended], between, awaiting=True).code == "awaiting"
    assert status_of_contact([ended, later], between, awaiting=True).code == "not_yet"
    current = sign(ben, STARTS, ENDS - DAY, signed_at=SIGNED)
    assert status_of_contact([ended, later, current], between).code == "active"


def test_of_those_that_ended_the_last_to_end_is_said_and_not_what_was_replaced(
    ben: Contact, maria: Contact
) -> None:
    ada = ben.client.clinician
    noon = local("2026-03-03 12:00")
    replaced = sign(ben, STARTS, ENDS, signed_at=SIGNED, superseded_at=noon)
    revoked = sign(ben, noon, ENDS, revoked_at=noon + HOUR, revoked_by=ada)
    at = noon + timedelta(days=9)
    assert status_of_contact([replaced, revoked], at).code == "revoked"
    alone = sign(maria, STARTS, ENDS, signed_at=SIGNED, superseded_at=noon)
    assert status_of_contact([alone], at).code == "superseded"


def test_what_a_renewal_carries_on_from_does_not_end(ben: Contact) -> None:
    first = sign(ben, STARTS, ENDS, signed_at=SIGNED)
    renewal = sign(ben, ENDS, local("2026-12-01"), signed_at=SIGNED)
    now = ENDS - DAY
    assert status_of(first, now).label == "Ends Jun 30, 2026"
    told = dict(statuses_of([renewal, first], now))
    assert told[first].label == "Renewed to Nov 30, 2026"
    assert told[first].tone is Tone.ACTIVE
    assert told[renewal].label == "Starts Jul 1, 2026"
    assert dict(statuses_of([renewal, first], ENDS))[first].code == "expired"


def test_a_renewal_after_a_gap_or_for_another_renews_nothing(
    ben: Contact, maria: Contact
) -> None:
    first = sign(ben, STARTS, ENDS, signed_at=SIGNED)
    sign(ben, ENDS + TICK, local("2026-12-01"), signed_at=SIGNED)
    sign(maria, ENDS, local("2026-12-01"), signed_at=SIGNED)
    told = dict(statuses_of(Release.objects.all(), ENDS - DAY))
    assert told[first].label == "Ends Jun 30, 2026"


def test_what_a_short_renewal_carries_on_from_ends_soon_with_it(ben: Contact) -> None:
    first = sign(ben, STARTS, ENDS, signed_at=SIGNED)
    sign(ben, ENDS, ENDS + 9 * DAY, signed_at=SIGNED)
    status = dict(statuses_of(Release.objects.all(), ENDS - DAY))[first]
    assert status.label == "Renewed to Jul 9, 2026"
    assert status.tone is Tone.ENDING
