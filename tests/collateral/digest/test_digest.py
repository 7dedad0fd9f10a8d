"""Who works here is mailed the next working day in the afternoon before it, once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.digest import sending
from collateral.digest.jobs import tell_staff_of_the_day
from collateral.digest.sending import due, tell
from collateral.digest.words import words_of
from collateral.models import Session, StaffDigest
from practice.models import Room, User
from practice.spans import local_day
from tests.booked import book
from tests.clock import DAY, afternoon, local
from tests.jobs import run_waiting
from tests.mailing import Server, text_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.said import errors_in as said
from tests.signed import sign

ADAS = "ada@elm-street.example"


@pytest.fixture
def booked(jordan: Client, ben: Contact, blue_room: Room, ada: User) -> Session:
    """Next week, with Ben, whose acknowledgement is not signed."""
    User.objects.filter(pk=ada.pk).update(email=ADAS)
    ada.email = ADAS
    sign(ben)
    return book(jordan, [ben], afternoon(), room=blue_room)


@pytest.fixture
def day(booked: Session) -> date:
    return local_day(booked.during.lower)


def test_it_says_how_many_and_what_is_missing_with_initials_at_most(
    post: Server, booked: Session, ada: User, day: date
) -> None:
    assert tell(ada.pk, day)
    (mail,) = post.taken
    assert mail["To"] == ADAS
    assert str(mail["Subject"]).endswith(": 1")
    words = text_of(mail)
    assert "1 shared session" in words
    assert "3:00 pm, Blue room, J.R.: B.H. has not signed" in words
    told = f"{words} {text_of(mail, 'html')} {mail['Subject']}"
    for name in ("Jordan", "Reyes", "Ben ", "Hart"):
        assert name not in told


def test_a_day_without_sessions_says_so(ada: User) -> None:
    words = words_of(ada, date(2099, 1, 12))
    assert words.paragraphs == ["Mon, Jan 12, 2099: no shared sessions."]
    assert words.subject == "Mon, Jan 12: 0"


def test_another_clinicians_day_is_not_told(
    booked: Session, cleo: User, finn: User, day: date
) -> None:
    assert words_of(cleo, day).subject.endswith(": 0")
    assert words_of(finn, day).subject.endswith(": 1")


def test_it_goes_once_however_often_the_job_runs(
    post: Server, booked: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "FROM_HOUR", 0)
    for _ in range(2):
        tell_staff_of_the_day(timestamp=0)
    run_waiting()
    tell_staff_of_the_day(timestamp=900)
    run_waiting()
    call_command("send_reminders")
    assert len(post.taken) == 1
    assert StaffDigest.objects.get().sent_at


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2099-01-12 15:59", None),
        ("2099-01-12 16:00", date(2099, 1, 13)),
        ("2099-01-16 16:00", date(2099, 1, 20)),  # Monday is a federal holiday
        ("2099-12-31 23:00", date(2100, 1, 4)),
    ],
)
def test_it_is_of_the_next_working_day_from_four_on(
    post: Server, booked: Session, ada: User, now: str, told: date | None
) -> None:
    closed_in(date(2099, 1, 19), date(2100, 1, 1))
    assert due(local(now)) == ([(ada.pk, told)] if told else [])


def closed_in(*days: date) -> None:
    from practice.models import ClosedDay  # noqa: PLC0415

    for each in days:
        ClosedDay.objects.create(name="Closed", first_on=each, last_on=each)


@pytest.mark.parametrize("change", ["no address", "left", "no mail", "an admin"])
def test_who_is_told_nothing(
    post: Server, booked: Session, ada: User, settings: Any, change: str
) -> None:
    now: datetime = local("2099-01-12 17:00")
    assert [pk for pk, _ in due(now)] == [ada.pk]
    if change == "no mail":
        settings.EMAIL_HOST = ""
    else:
        told: dict[str, dict[str, Any]] = {
            "no address": {"email": ""},
            "left": {"is_active": False},
            "an admin": {"role": "admin"},
        }
        User.objects.filter(pk=ada.pk).update(**told[change])
        assert not tell(ada.pk, date(2099, 1, 13))
    assert due(now) == []


def test_what_no_server_takes_is_tried_three_times(
    post: Server, booked: Session, ada: User
) -> None:
    post.answer = "451 Later"
    now = local("2099-01-12 17:00")
    for _ in range(5):
        for each in due(now):
            assert not tell(*each)
    assert StaffDigest.objects.exclude(failed_at=None).count() == 3


def test_the_database_lets_none_go_twice(ada: User) -> None:
    told = {"user": ada, "day": date(2099, 1, 12), "taken_at": timezone.now()}
    failed = StaffDigest.objects.create(**told)
    failed.failed_at = timezone.now()
    failed.save()
    gone = StaffDigest.objects.create(**told)
    with refused_by("digest_goes_once"):
        StaffDigest.objects.create(**told)
    later = timezone.now() + DAY
    with refused_by("digest_sent_or_failed"):
        StaffDigest.objects.filter(pk=gone.pk).update(sent_at=later, failed_at=later)
    gone.sent_at = timezone.now()
    gone.save()
    with refused_by("digest_is_final"):
        StaffDigest.objects.filter(pk=gone.pk).update(sent_at=None)
    with refused_by("digest_is_final"):
        StaffDigest.objects.filter(pk=gone.pk).delete()


def test_an_address_is_left_and_taken_back(adas: Browser, ada: User) -> None:
    assert "Your daily mail" in said(adas.get("/hours/"))
    assert adas.post("/own-mail/", {"email": ADAS}).url == "/own-mail/"
    ada.refresh_from_db()
    assert ada.email == ADAS
    answer = adas.post("/own-mail/", {"email": "nowhere"})
    assert answer.status_code == 422
    assert 'value="nowhere"' in answer.content.decode()
    adas.post("/own-mail/", {"email": ""})
    ada.refresh_from_db()
    assert ada.email == ""


def test_admins_have_no_daily_mail(nora: User) -> None:
    assert "Your daily mail" not in said(browser_of(nora).get("/hours/"))
