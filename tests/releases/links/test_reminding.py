"""What reminds of a link that was mailed: three times at most, naming nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from clients.models import Client
from practice.models import User
from releases.links.act import withdraw
from releases.links.jobs import remind_of_link
from releases.models import LinkReminder, ReleaseDraft, ReminderStop, SignatureLink
from tests.clock import DAY, HOUR
from tests.jobs import run_waiting, try_again, waiting
from tests.links import mailed_link, reminded
from tests.mailing import TAKEN, Server, text_of
from tests.refusals import run
from tests.releases.links.test_mailing import mailed


@pytest.fixture
def link(bens: ReleaseDraft, ada: User) -> SignatureLink:
    """Mailed to Jordan three days ago."""
    return mailed_link(bens, ada)


def due(link: SignatureLink, *numbers: int) -> list[str]:
    """What comes of the reminders of these numbers."""
    for number in numbers:
        remind_of_link.defer(link=link.pk, number=number)
    return run_waiting()


def page_of(link: SignatureLink, by: Browser) -> str:
    page = by.get(reverse("draft_link", args=[link.draft_id]))
    return page.content.decode()


def test_three_are_put_off_as_it_is_mailed(
    adas: Browser, bens: ReleaseDraft, post: Server
) -> None:
    mailed(adas, bens)
    run_waiting()
    link = SignatureLink.objects.get()
    args = [{"link": link.pk, "number": number} for number in (1, 2, 3)]
    assert waiting() == [("remind_of_link", each) for each in args]
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    after = [each.scheduled_at - link.made_at for each in jobs]
    assert after == [2 * DAY, 4 * DAY, 6 * DAY]
    assert link.made_at + 6 * DAY < link.expires_at


def test_what_could_not_be_mailed_is_not_reminded_of(
    adas: Browser, bens: ReleaseDraft, post: Server
) -> None:
    post.answer = "550 Nobody here"
    mailed(adas, bens)
    run_waiting()
    assert waiting() == []


def test_it_says_that_something_waits_and_until_when(
    link: SignatureLink, post: Server
) -> None:
    assert due(link, 1) == ["remind_of_link succeeded"]
    (mail,) = post.taken
    assert (mail["To"], mail["Subject"]) == (
        "jordan@example.org",
        "Elm Street Counseling",
    )
    said = text_of(mail)
    until = timezone.localtime(link.expires_at)
    assert f"{until:%b} {until.day}, {until.year}" in said
    for told in ("Jordan", "Reyes", "Ben", "Hart", "Ada", "release", "/s/"):
        assert told not in said + text_of(mail, "html")


def test_it_can_be_stopped_by_one_click(link: SignatureLink, post: Server) -> None:
    due(link, 1)
    (mail,) = post.taken
    address = str(mail["List-Unsubscribe"]).strip(" <>")
    assert address.startswith("https://elm-street.example/reminders/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text_of(mail)
    token = address.split("/")[-2]
    assert len(token) == 43
    assert token not in str(LinkReminder.objects.values().get())


def test_it_speaks_their_language(
    link: SignatureLink, jordan: Client, post: Server
) -> None:
    Client.objects.filter(pk=jordan.pk).update(language="Spanish")
    due(link, 1)
    assert "Se abre hasta el" in text_of(post.taken[0])


def test_a_job_that_runs_twice_mails_one(link: SignatureLink, post: Server) -> None:
    assert due(link, 1, 1) == ["remind_of_link succeeded"] * 2
    assert len(post.taken) == 1


def test_what_a_worker_died_over_is_not_mailed_again(
    link: SignatureLink, post: Server
) -> None:
    then = timezone.now() - 2 * DAY
    link.reminders.create(number=1, taken_at=then, stop_sha256="a" * 64)
    due(link, 1)
    assert post.taken == []
    due(link, 2)
    assert len(post.taken) == 1


def test_those_that_waited_for_a_worker_do_not_come_at_once(
    link: SignatureLink, post: Server
) -> None:
    due(link, 1, 2, 3)
    assert len(post.taken) == 1


def test_one_that_a_server_puts_off_comes_later(
    link: SignatureLink, adas: Browser, post: Server
) -> None:
    post.answer = "451 Later"
    assert due(link, 1) == ["remind_of_link waits"]
    assert "Reminded" not in page_of(link, adas)
    post.answer = TAKEN
    assert try_again() == ["remind_of_link succeeded"]
    assert len(post.taken) == 1
    assert "Reminded once, on" in page_of(link, adas)


def test_one_that_no_server_takes_is_given_up(
    link: SignatureLink, adas: Browser, post: Server
) -> None:
    post.answer = "550 Nobody here"
    assert due(link, 1) == ["remind_of_link failed"]
    assert "Reminded" not in page_of(link, adas)


@pytest.mark.parametrize(
    "end",
    [
        "withdrawn_at = clock_timestamp(), withdrawn_by_id = made_by_id",
        "locked_at = clock_timestamp(), wrong_tries = 5",
        "opened_at = clock_timestamp(), used_at = clock_timestamp()",
    ],
)
def test_nobody_is_reminded_of_what_is_over(
    link: SignatureLink, post: Server, end: str
) -> None:
    run(f"UPDATE releases_signaturelink SET {end}")
    assert due(link, 1) == ["remind_of_link succeeded"]
    assert post.taken == []


def test_nobody_is_reminded_of_what_ran_out(
    bens: ReleaseDraft, ada: User, post: Server
) -> None:
    over = mailed_link(bens, ada, expires_at=timezone.now() - HOUR)
    assert due(over, 1) == ["remind_of_link succeeded"]
    assert post.taken == []


def test_nobody_is_reminded_once_they_want_no_more(
    link: SignatureLink, post: Server
) -> None:
    ReminderStop.objects.create(link=link)
    assert due(link, 1) == ["remind_of_link succeeded"]
    assert post.taken == []


def test_another_link_is_reminded_of_anew(
    link: SignatureLink, bens: ReleaseDraft, ada: User, post: Server
) -> None:
    reminded(link)
    withdraw(link, ada)
    due(mailed_link(bens, ada), 1)
    assert len(post.taken) == 1


@pytest.mark.parametrize(
    ("often", "said"),
    [(1, "once, on"), (2, "twice, last on"), (3, "three times, last on")],
)
def test_staff_see_how_often_and_when_last(
    link: SignatureLink, adas: Browser, often: int, said: str
) -> None:
    first = timezone.now() - (often - 1) * DAY
    for number in range(1, often + 1):
        at: Any = first + (number - 1) * DAY
        hashed = str(number) * 64
        link.reminders.create(
            number=number, taken_at=at, sent_at=at, stop_sha256=hashed
        )
    today = timezone.localtime(at)
    page = page_of(link, adas)
    assert f"Reminded {said} {today:%a, %b} {today.day}" in page
    assert "stopped" not in page
    ReminderStop.objects.create(link=link)
    assert "; reminders stopped" in page_of(link, adas)


def test_staff_see_that_none_is_wanted_at_all(
    link: SignatureLink, adas: Browser
) -> None:
    ReminderStop.objects.create(link=link)
    assert "Reminders stopped" in page_of(link, adas)
