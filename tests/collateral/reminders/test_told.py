"""A session's page says who was reminded, when and how; and who was not, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import MailConsent, Participant, Session, Status
from collateral.reminders.due import Due
from collateral.reminders.told import told_of
from practice.formats import say_instant
from practice.models import User
from practice.web.page import OFFICE
from tests.agreed import agreed, reminder
from tests.clock import DAY, HOUR
from tests.collateral.acts import cancel
from tests.collateral.reminders.conftest import BENS, in_days
from tests.mailing import Server
from tests.privacy.doors import browser_of
from tests.said import errors_in as said


def told(session: Session, at: datetime | None = None) -> str:
    session.refresh_from_db()
    seats = Participant.objects.filter(session=session).select_related("contact")
    return " ".join(
        each.sentence for each in told_of(session, seats, at or timezone.now())
    )


def withdraw(consent: MailConsent) -> None:
    MailConsent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())


def test_who_was_reminded_is_told_with_when_and_how_and_when_the_next_goes(
    post: Server, session: Session, first: Due
) -> None:
    assert told(session).startswith("The first is due now")
    now = timezone.now()
    reminder(first, taken_at=now, sent_at=now)
    next_ = say_instant(session.during.lower - 2 * DAY)
    assert told(session) == (
        f"Reminded by mail {say_instant(now)}. The next goes by mail {next_}."
    )


def test_what_no_server_took_and_what_nobody_knows_is_told_as_that(
    post: Server, session: Session, first: Due
) -> None:
    now = timezone.now()
    reminder(first, taken_at=now, failed_at=now)
    assert told(session) == (
        f"No mail server took a reminder {say_instant(now)}. The next is due now."
    )
    reminder(first, taken_at=now)
    assert f"One was begun {say_instant(now)}; nobody knows yet" in told(session)


def test_before_the_first_goes_it_is_told_when_that_is(
    post: Server, jordan: Client, ben: Contact, consent: MailConsent
) -> None:
    session = in_days(jordan, ben, 9)
    first = say_instant(session.during.lower - 7 * DAY)
    assert told(session) == f"The first goes by mail {first}."


def test_what_was_booked_too_late_is_told_as_that(
    post: Server, jordan: Client, ben: Contact, consent: MailConsent
) -> None:
    session = in_days(jordan, ben, 0.5)
    now = session.during.lower - HOUR
    seats = list(_seats())
    seats[0].booked_at = now
    (only,) = told_of(session, seats, now)
    assert only.sentence == "Not reminded: it was booked too late for one."
    assert not only.wants


@pytest.mark.parametrize(
    ("so_it_is", "why"),
    [
        (lambda ben, _maria: withdraw(ben.mail_consents.get()),
         "they want none any more"),
        (lambda ben, _maria: Contact.objects.filter(pk=ben.pk).update(email="b@hart.example"),
         "they agreed to another address than the one on file"),
        (lambda ben, _maria: Contact.objects.filter(pk=ben.pk).update(email=""),
         "no e-mail address on file"),
        (lambda _ben, maria: Contact.objects.filter(pk=maria.pk).update(email=BENS.upper()),
         "another of the client’s people has their address too"),
    ],
)  # fmt: skip
def test_why_someone_is_not_reminded_is_told(
    post: Server,
    session: Session,
    first: Due,
    ben: Contact,
    maria: Contact,
    so_it_is: Any,
    why: str,
) -> None:
    so_it_is(ben, maria)
    assert told(session) == f"Not reminded: {why}."
    assert [each.wants for each in told_of(session, _seats(), timezone.now())] == [True]


def _seats() -> Any:
    return Participant.objects.select_related("contact")


def test_whoever_was_reminded_and_stopped_it_gets_no_more(
    post: Server, session: Session, first: Due, consent: MailConsent
) -> None:
    now = timezone.now()
    reminder(first, taken_at=now, sent_at=now)
    withdraw(consent)
    assert told(session).endswith("No more goes: they want none any more.")


def test_without_mail_nobody_is(settings: Any, session: Session) -> None:
    settings.EMAIL_HOST, settings.DEMO = "", False
    assert told(session) == "Not reminded: this practice has not set up mail."


def test_of_a_session_on_hold_or_cancelled_only_what_went_is_told(
    post: Server, session: Session, first: Due
) -> None:
    now = timezone.now()
    Session.objects.filter(pk=session.pk).update(status=Status.HELD)
    assert told(session) == "Not reminded: nobody is reminded of a session on hold."
    Session.objects.filter(pk=session.pk).update(status=Status.SCHEDULED)
    reminder(first, taken_at=now, sent_at=now)
    cancel(session, "He is away.", session.clinician)
    assert told(session) == f"Reminded by mail {say_instant(now)}."


def test_of_a_session_that_was_what_stood_then_counts(
    post: Server, session: Session, consent: MailConsent
) -> None:
    after = session.during.upper + timedelta(days=1)
    assert told(session, after) == "Not reminded."
    MailConsent.objects.filter(pk=consent.pk).update(withdrawn_at=session.during.upper)
    assert told(session, after) == "Not reminded."


def test_the_page_says_so_and_leads_to_where_they_are_asked(
    post: Server, jordan: Client, ben: Contact, ada: User, adas: Browser
) -> None:
    Contact.objects.filter(pk=ben.pk).update(email=BENS)
    session = in_days(jordan, ben, 6)
    page, theirs = f"/sessions/{session.pk}/", f"/clients/{jordan.pk}/"
    asking = f'href="/contacts/{ben.pk}/mail/"'
    assert "Not reminded: not asked yet." in said(adas.get(page))
    assert asking in adas.get(page).content.decode()
    assert "Reminders: not asked yet" in said(adas.get(theirs))
    assert asking in adas.get(theirs).content.decode()
    agreed(ben, ada, BENS)
    assert "The first is due now" in said(adas.get(page))
    assert asking not in adas.get(page).content.decode()
    assert "Reminders: by mail" in said(adas.get(theirs))


def test_who_only_looks_is_told_and_led_nowhere(
    session: Session, jordan: Client, ben: Contact, nora: User
) -> None:
    assert nora.role not in OFFICE
    for path in (f"/sessions/{session.pk}/", f"/clients/{jordan.pk}/"):
        page = browser_of(nora).get(path).content.decode()
        assert "Reminders" in page
        assert f"/contacts/{ben.pk}/mail/" not in page
