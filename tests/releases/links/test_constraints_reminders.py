"""What the database keeps of reminders: three at most, and none that is not wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client
from practice.models import User
from releases.models import LinkReminder, ReleaseDraft, ReminderStop, SignatureLink
from tests.clock import DAY, HOUR
from tests.links import mailed_link
from tests.refusals import refused_by, run, words_of
from tests.releases.refusing.test_constraints import refusal

TICK = timedelta(microseconds=1)


@pytest.fixture
def link(bens: ReleaseDraft, ada: User) -> SignatureLink:
    """Mailed to Jordan three days ago."""
    return mailed_link(bens, ada)


def reminder(link: SignatureLink, **said: Any) -> LinkReminder:
    """Not saved."""
    given = {"number": 1, "taken_at": timezone.now(), "stop_sha256": "a" * 64, **said}
    return LinkReminder(link=link, **given)


def past(link: SignatureLink, number: int, **said: Any) -> LinkReminder:
    """Saved, of a day and more after the one before."""
    then = timezone.now() - (3 - number) * DAY + HOUR
    hashed = str(number) * 64
    made = reminder(link, number=number, taken_at=then, stop_sha256=hashed, **said)
    made.save()
    return made


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reminder_at_most_three", {"number": 4}),
        ("reminder_at_most_three", {"number": 0}),
        ("reminder_holds_a_hash", {"stop_sha256": "a secret of 43 letters, as sent"}),
        ("reminder_sent_or_failed", {"sent_at": timezone.now() - HOUR}),
        (
            "reminder_sent_or_failed",
            {
                "sent_at": timezone.now() + HOUR,
                "failed_at": timezone.now() + HOUR,
            },
        ),
    ],
)
def test_it_is_in_order(link: SignatureLink, name: str, said: dict[str, Any]) -> None:
    assert words_of(name, reminder(link, **said))
    with refused_by(name):
        reminder(link, **said).save()
    reminder(link, number=3).save()


def test_each_goes_once(link: SignatureLink) -> None:
    past(link, 2)
    again = reminder(link, number=2, taken_at=timezone.now() + 2 * DAY)
    assert words_of("reminder_goes_once", again)
    with refused_by("reminder_goes_once"):
        again.save()
    reminder(link, number=3, taken_at=timezone.now() + 2 * DAY).save()


def test_what_no_server_took_goes_another_time(link: SignatureLink) -> None:
    now = timezone.now()
    reminder(link, taken_at=now, failed_at=now).save()
    reminder(link, stop_sha256="b" * 64).save()


def test_no_two_are_stopped_by_one_address(link: SignatureLink) -> None:
    first = past(link, 1)
    another = reminder(link, number=2, stop_sha256=first.stop_sha256)
    assert words_of("reminder_is_stopped_by_its_own", another)
    with refused_by("reminder_is_stopped_by_its_own"):
        another.save()


def test_it_is_not_dated_back(link: SignatureLink) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("reminder_is_taken_now"):
        reminder(link, taken_at=timezone.now() - HOUR).save()
    reminder(link).save()


@pytest.mark.parametrize(
    "end",
    [
        "withdrawn_at = clock_timestamp(), withdrawn_by_id = made_by_id",
        "locked_at = clock_timestamp(), wrong_tries = 5",
        "opened_at = clock_timestamp(), used_at = clock_timestamp()",
    ],
)
def test_nobody_is_reminded_of_what_is_over(link: SignatureLink, end: str) -> None:
    run(f"UPDATE releases_signaturelink SET {end}")
    with refused_by("reminder_is_of_what_waits"):
        reminder(link).save()


def test_nobody_is_reminded_of_what_ran_out(bens: ReleaseDraft, ada: User) -> None:
    now = timezone.now()
    with refused_by("reminder_is_of_what_waits"):
        reminder(mailed_link(bens, ada, expires_at=now - TICK)).save()


def test_nobody_is_reminded_of_what_was_shown(bens: ReleaseDraft, ada: User) -> None:
    with refused_by("reminder_is_of_what_waits"):
        reminder(mailed_link(bens, ada, email="", mailed_at=None)).save()


def test_nobody_is_reminded_of_what_they_refused(
    link: SignatureLink, bens: ReleaseDraft
) -> None:
    refusal(bens).save()
    with refused_by("reminder_is_of_what_waits"):
        reminder(link).save()


@pytest.mark.parametrize("end", ["discharged_on", "deceased_on"])
def test_nobody_is_reminded_once_care_has_ended(
    link: SignatureLink, jordan: Client, end: str
) -> None:
    Client.objects.filter(pk=jordan.pk).update(**{end: timezone.localdate()})
    with refused_by("reminder_is_of_what_waits"):
        reminder(link).save()


@pytest.mark.parametrize("hours", [23, 25])
def test_a_day_passes_between_two(link: SignatureLink, hours: int) -> None:
    reminder(link, taken_at=timezone.now() - hours * HOUR).save()
    second = reminder(link, number=2, stop_sha256="b" * 64)
    if hours < 24:
        with refused_by("reminder_a_day_apart"):
            second.save()
    else:
        second.save()


def test_a_day_passes_after_the_mail_itself(bens: ReleaseDraft, ada: User) -> None:
    lately = mailed_link(bens, ada, mailed_at=timezone.now() - 23 * HOUR)
    with refused_by("reminder_a_day_apart"):
        reminder(lately).save()


def test_none_goes_once_they_are_stopped(link: SignatureLink) -> None:
    past(link, 1)
    ReminderStop.objects.create(link=link)
    with refused_by("reminder_not_after_a_stop"):
        reminder(link, number=2).save()


def test_none_goes_of_another_link_to_that_mailbox(
    link: SignatureLink, bens: ReleaseDraft, ada: User
) -> None:
    ReminderStop.objects.create(link=link)
    run(
        "UPDATE releases_signaturelink SET withdrawn_by_id = made_by_id, "
        "withdrawn_at = clock_timestamp()"
    )
    with refused_by("reminder_not_after_a_stop"):
        reminder(mailed_link(bens, ada, email="Jordan+home@Example.org")).save()
    other = {"signer": "Jo Reyes", "email": "jo@example.org"}
    reminder(mailed_link(bens, ada, **other)).save()


def test_what_became_of_it_stays(link: SignatureLink) -> None:
    for change in ("number = 2", "stop_sha256 = repeat('b', 64)", "taken_at = now()"):
        reminder(link).save() if not LinkReminder.objects.exists() else None
        with refused_by("reminder_is_final"):
            run(f"UPDATE releases_linkreminder SET {change}")
    assert run("UPDATE releases_linkreminder SET sent_at = clock_timestamp()") == 1
    with refused_by("reminder_is_final"):
        run("UPDATE releases_linkreminder SET sent_at = NULL")


@pytest.mark.parametrize("how", ["DELETE FROM", "TRUNCATE"])
def test_none_is_deleted(link: SignatureLink, how: str) -> None:
    reminder(link).save()
    with refused_by("reminder_is_final"):
        run(f"{how} releases_linkreminder")


def test_that_they_were_stopped_stays(link: SignatureLink) -> None:
    ReminderStop.objects.create(link=link)
    for change in (
        "UPDATE releases_reminderstop SET id = 0",
        "DELETE FROM releases_reminderstop",
    ):
        with refused_by("reminder_stop_is_final"):
            run(change)
    with refused_by("reminder_stop_is_kept"):
        run("TRUNCATE releases_reminderstop")


def test_they_are_not_stopped_in_the_past(link: SignatureLink) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("reminder_stop_is_now"):
        ReminderStop.objects.create(link=link, stopped_at=timezone.now() - HOUR)
    ReminderStop.objects.create(link=link)
