"""Who agreed is reminded a week, two days and a day before; once each, and of nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import MailConsent, Session, SessionReminder
from collateral.reminders.due import due
from collateral.reminders.jobs import remind_of_sessions
from practice.models import Room, User
from tests.agreed import agreed
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.collateral.acts import cancel
from tests.collateral.reminders.conftest import BENS, in_days
from tests.jobs import run_waiting
from tests.mailing import Server, text_of
from tests.signed import sign


def numbers() -> list[int]:
    return [each.number for each in due(timezone.now())]


def test_a_reminder_says_when_and_where_and_nothing_else(
    post: Server, session: Session, settings: Any
) -> None:
    remind_of_sessions(timestamp=0)
    assert run_waiting() == ["remind_of_session succeeded"]
    (mail,) = post.taken
    assert mail["To"] == BENS
    assert mail["Subject"] == "A reminder"
    words = text_of(mail)
    when = timezone.localtime(session.during.lower)
    assert f"We expect you on {when:%a, %b} {when.day}, {when.year}" in words
    assert "How: by video." in words
    assert "please call us" in words
    assert settings.PRACTICE_PHONE in words
    everything = f"{words} {text_of(mail, 'html')} {mail['Subject']}".casefold()
    for word in ("jordan", "reyes", "ben ", "therap", "session", "appointment", "ada"):
        assert word not in everything, word


def test_it_goes_once_however_often_the_job_runs(
    post: Server, session: Session
) -> None:
    for _ in range(3):
        remind_of_sessions(timestamp=0)
    run_waiting()
    remind_of_sessions(timestamp=900)
    run_waiting()
    call_command("send_reminders")
    assert len(post.taken) == 1
    assert SessionReminder.objects.get().sent_at


def test_a_command_sends_what_is_due_where_no_worker_runs(
    post: Server, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("send_reminders")
    call_command("send_reminders")
    assert capsys.readouterr().out == "1 sent.\n0 sent.\n"
    assert len(post.taken) == 1


@pytest.mark.parametrize(
    ("days", "said"), [(8, []), (6, [1]), (3, [1]), (1.9, [2]), (0.9, [3]), (0, [])]
)
def test_the_latest_whose_moment_has_come_is_due(
    post: Server,
    jordan: Client,
    ben: Contact,
    consent: MailConsent,
    days: float,
    said: list[int],
) -> None:
    in_days(jordan, ben, days)
    assert numbers() == said


def test_what_is_booked_late_is_not_reminded_of_what_was_before(
    post: Server, jordan: Client, ben: Contact, consent: MailConsent
) -> None:
    sign(ben)
    book(jordan, [ben], timezone.now() + 3 * DAY)
    assert numbers() == []


@pytest.mark.parametrize(
    "change", ["cancelled", "withdrawn", "moved address", "no mail"]
)
def test_nobody_is_reminded_who_should_not_be(
    post: Server,
    session: Session,
    consent: MailConsent,
    ben: Contact,
    ada: User,
    settings: Any,
    change: str,
) -> None:
    assert numbers() == [1]
    if change == "cancelled":
        cancel(session, "As Jordan asked.", ada)
    elif change == "withdrawn":
        MailConsent.objects.update(withdrawn_at=timezone.now())
    elif change == "moved address":
        Contact.objects.filter(pk=ben.pk).update(email="another@hart.example")
    else:
        settings.EMAIL_HOST = ""
    assert numbers() == []


def test_what_changes_between_the_question_and_the_mail_is_asked_again(
    post: Server, session: Session, ada: User
) -> None:
    remind_of_sessions(timestamp=0)
    cancel(session, "As Jordan asked.", ada)
    assert run_waiting() == ["remind_of_session succeeded"]
    assert post.taken == []
    assert not SessionReminder.objects.exists()


def test_what_no_server_takes_is_tried_three_times(
    post: Server, session: Session
) -> None:
    post.answer = "451 Later"
    for _ in range(5):
        call_command("send_reminders")
    assert SessionReminder.objects.exclude(failed_at=None).count() == 3
    assert numbers() == []


def test_who_was_not_asked_is_not_reminded(
    post: Server, session: Session, maria: Contact
) -> None:
    Contact.objects.filter(pk=maria.pk).update(email="maria@reyes.example")
    sign(maria)
    book(
        session.client,
        [maria],
        timezone.now() + 6 * DAY + 2 * HOUR,
        booked_at=timezone.now(),
    )
    assert numbers() == [1]


def test_it_speaks_spanish_and_names_the_house_where_they_meet_in_it(
    post: Server,
    jordan: Client,
    maria: Contact,
    ada: User,
    blue_room: Room,
    settings: Any,
) -> None:
    Contact.objects.filter(pk=maria.pk).update(language="Spanish")
    agreed(maria, ada, "maria@reyes.example")
    sign(maria, timezone.now() - 30 * DAY)
    starts = timezone.now() + 6 * DAY
    long_ago = timezone.now() - 14 * DAY
    book(jordan, [maria], starts, booked_at=long_ago, room=blue_room)
    call_command("send_reminders")
    (mail,) = post.taken
    assert mail["Subject"] == "Un recordatorio"
    assert "Le esperamos el " in text_of(mail)
    assert f"Dónde: {settings.PRACTICE_ADDRESS}." in text_of(mail)
    assert "Blue room" not in text_of(mail)


def test_whoever_got_one_stops_them_in_one_click(
    post: Server, session: Session, consent: MailConsent
) -> None:
    call_command("send_reminders")
    (mail,) = post.taken
    (path,) = re.findall(
        r"https://elm-street\.example(/[^>]+)>", mail["List-Unsubscribe"]
    )
    browser = Browser(enforce_csrf_checks=True)
    assert "Stop the reminders?" in browser.get(path).content.decode()
    consent.refresh_from_db()
    assert consent.withdrawn_at is None
    answer = browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert "No more reminders" in answer.content.decode()
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert consent.withdrawn_by is None
    assert numbers() == []
    assert browser.get("/reminders/stop/nothing/").status_code == 404


def test_however_many_are_due_it_asks_as_often(
    post: Server,
    jordan: Client,
    ben: Contact,
    consent: MailConsent,
    django_assert_num_queries: Any,
) -> None:
    sign(ben, timezone.now() - 30 * DAY)
    for hours in range(0, 40, 2):
        starts = timezone.now() + 4 * DAY + hours * HOUR
        book(jordan, [ben], starts, booked_at=timezone.now() - 14 * DAY)
    with django_assert_num_queries(3):
        assert len(due(timezone.now())) == 20
