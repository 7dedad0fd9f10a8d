"""What the database keeps of a revocation: who, how, and in what order of time."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from practice.spans import start_of
from releases.models import Release, Revocation
from tests.clock import DAY, HOUR, MINUTE, TICK, local
from tests.refusals import refused_by, run, settle, words_of
from tests.revoked import facts_of, revocation_of, revoked
from tests.signed import sign

NOON = local("2026-03-03 12:00")


@pytest.mark.parametrize(
    ("said", "rule", "words"),
    [
        pytest.param(
            {"revoker": " "},
            "revocation_says_who_and_how",
            "Say who revokes, in what right, and how.",
            id="nobody",
        ),
        pytest.param(
            {"capacity": ""},
            "revocation_says_who_and_how",
            "Say who revokes, in what right, and how.",
            id="in no right",
        ),
        pytest.param(
            {"manner": "dreamt"},
            "revocation_says_who_and_how",
            "Say who revokes, in what right, and how.",
            id="in no manner",
        ),
        pytest.param(
            {"manner": "written"},
            "revocation_signed_if_written",
            "Enter the day on which it was signed.",
            id="written on no day",
        ),
        pytest.param(
            {"signed_on": date(2026, 3, 3)},
            "revocation_signed_if_written",
            "Enter the day on which it was signed.",
            id="spoken and signed",
        ),
        pytest.param(
            {"manner": "written", "signed_on": date(2026, 3, 4)},
            "revocation_signed_before_received",
            "It was signed on the day we received it, or before.",
            id="signed the day after",
        ),
        pytest.param(
            {
                "manner": "written",
                "signed_on": date(2026, 3, 3),
                "received_at": local("2026-03-02 23:30"),  # the 3rd in Greenwich
            },
            "revocation_signed_before_received",
            "It was signed on the day we received it, or before.",
            id="signed the day after, late in the evening",
        ),
        pytest.param(
            {"received_at": NOON + TICK},
            "revocation_received_before_recorded",
            "This is still to come. Enter when we received it.",
            id="recorded too soon",
        ),
        pytest.param(
            {"received_at": local("1899-01-01")},
            "revocation_is_of_our_time",
            "A revocation must be in the years 1900 to 9998.",
            id="in another century",
        ),
    ],
)
def test_a_revocation_is_said_by_someone_in_order(
    ben: Contact, ada: User, said: dict[str, object], rule: str, words: str
) -> None:
    wrong = revocation_of(ben, ada, NOON, **said)
    assert words_of(rule, wrong) == words
    with refused_by(rule):
        wrong.save()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="spoken just now"),
        pytest.param({"received_at": NOON - 9 * DAY}, id="spoken last week"),
        pytest.param(
            {"manner": "written", "signed_on": date(2026, 3, 3)}, id="signed that day"
        ),
    ],
)
def test_what_was_said_in_order_is_kept(
    ben: Contact, ada: User, said: dict[str, object]
) -> None:
    revocation_of(ben, ada, NOON, **said).save()


def test_a_revocation_is_for_the_clients_own_contact(
    ben: Contact, kim: Client, ada: User
) -> None:
    with refused_by("revocation_contact_of_client"):
        revocation_of(ben, ada, client=kim).save()


def test_nobody_revokes_unnamed_any_more(ben: Contact, ada: User) -> None:
    unnamed = {"manner": "unstated", "capacity": "", "revoker": ""}
    with refused_by("revocation_is_stated"):
        revocation_of(ben, ada, **unnamed).save()


def test_a_revocation_is_written_once(ben: Contact, ada: User) -> None:
    revocation_of(ben, ada).save()
    for change in ("revoker = 'Victor Stone'", "received_at = now()"):
        with refused_by("revocation_is_final"):
            run(f"UPDATE releases_revocation SET {change}")
    with refused_by("revocation_is_final"):
        Revocation.objects.all().delete()
    with refused_by("revocation_is_not_truncated"):
        run("TRUNCATE releases_revocation CASCADE")


def test_no_release_is_revoked_without_its_revocation(ben: Contact, ada: User) -> None:
    sign(ben)
    with refused_by("release_revoked_by_someone"):
        run(
            "UPDATE releases_release SET revoked_at = now(), revoked_by_id = %s", ada.pk
        )
    Release.objects.update(**revoked(ben, ada))


def test_a_release_is_revoked_as_its_revocation_says(
    ben: Contact, maria: Contact, ada: User, cleo: User
) -> None:
    release, now = sign(ben), timezone.now()
    facts = revoked(ben, ada, now)
    for wrong in (
        facts | {"revoked_at": now + TICK},
        facts | {"revoked_by": cleo},
        facts | {"revoked_reason": "another"},
        revoked(maria, ada, now),
    ):
        with refused_by("release_repeats_its_revocation"):
            Release.objects.filter(pk=release.pk).update(**wrong)
    Release.objects.filter(pk=release.pk).update(**facts)


def test_nobody_revokes_what_is_not_signed_yet(ben: Contact, ada: User) -> None:
    release = sign(ben, timezone.now() - HOUR)
    signed_at = release.signed_at
    early = revocation_of(ben, ada, received_at=signed_at - TICK)
    early.save()
    with refused_by("release_revoked_once_signed"):
        Release.objects.update(**facts_of(early))
    on = timezone.localdate(signed_at, timezone.get_default_timezone())
    written = revocation_of(ben, ada, manner="written", signed_on=on - DAY)
    written.save()
    with refused_by("release_revoked_once_signed"):
        Release.objects.update(**facts_of(written))
    in_time = revocation_of(ben, ada, received_at=signed_at)
    in_time.save()
    Release.objects.update(**facts_of(in_time))


def test_a_letter_of_the_day_it_was_signed_revokes_it(ben: Contact, ada: User) -> None:
    today = timezone.localdate()
    sign(ben, start_of(today))
    letter = revocation_of(ben, ada, manner="written", signed_on=today)
    letter.save()
    Release.objects.update(**facts_of(letter))


def test_one_revocation_ends_several_releases(ben: Contact, ada: User) -> None:
    now = timezone.now()
    sign(ben, now - DAY, now + DAY)
    sign(ben, now + DAY, now + 9 * DAY, signed_at=now - MINUTE)
    revocation = revocation_of(ben, ada)
    revocation.save()
    assert Release.objects.update(**facts_of(revocation)) == 2
    assert revocation.releases.count() == 2


def test_a_revocation_is_referred_to_with_what_its_releases_repeat(
    ben: Contact, ada: User
) -> None:
    made = revocation_of(ben, ada)
    made.save()
    assert words_of("revocation_repeated", made) == ""
    settle()
    run(
        "ALTER TABLE releases_revocation DROP CONSTRAINT releases_revocation_pkey CASCADE"
    )
    with refused_by("revocation_repeated"):
        run("INSERT INTO releases_revocation SELECT * FROM releases_revocation")
