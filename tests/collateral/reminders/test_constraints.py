"""The database lets no reminder go twice, to whom it should not, or of what does not stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import MailConsent, Session, SessionReminder
from collateral.reminders.due import Due
from practice.models import User
from releases.links.reminders import stop
from tests.agreed import agreed, reminder
from tests.clock import DAY
from tests.collateral.acts import cancel
from tests.collateral.reminders.conftest import BENS, in_days
from tests.links import mailed_link
from tests.refusals import refused_by, run
from tests.revoked import revoke
from tests.signed import draft_for


def test_a_reminder_goes_once(first: Due) -> None:
    reminder(first)
    reminder(first, number=2)
    with refused_by("session_reminder_goes_once"):
        reminder(first)


def test_one_that_failed_may_be_tried_again(first: Due) -> None:
    now = timezone.now()
    reminder(first, failed_at=now + timedelta(minutes=1))
    reminder(first)


@pytest.mark.parametrize("number", [0, 4])
def test_nobody_is_reminded_more_than_three_times(first: Due, number: int) -> None:
    for each in (1, 2, 3):
        reminder(first, number=each)
    with refused_by("session_reminder_at_most_three"):
        reminder(first, number=number)


def test_a_session_on_hold_reminds_nobody(first: Due, ben: Contact, ada: User) -> None:
    revoke(ben.releases.get(), "Jordan asked by phone", ada)
    with refused_by("session_reminder_of_what_stands"):
        reminder(first)


def test_a_cancelled_session_reminds_nobody(
    first: Due, session: Session, ada: User
) -> None:
    cancel(session, "As Jordan asked.", ada)
    with refused_by("session_reminder_of_what_stands"):
        reminder(first)


def test_a_session_that_began_reminds_nobody(
    jordan: Client, ben: Contact, consent: MailConsent
) -> None:
    began = in_days(jordan, ben, 0)
    with refused_by("session_reminder_of_what_stands"):
        reminder(Due(began.pk, ben.pk, 3, consent.pk))


def test_who_has_no_seat_in_it_is_not_reminded(
    first: Due, maria: Contact, ada: User
) -> None:
    marias = agreed(maria, ada, "maria@reyes.example")
    with refused_by("session_reminder_of_what_stands"):
        reminder(Due(first.session_id, maria.pk, 1, marias.pk))


def test_nobody_is_reminded_on_anothers_consent(
    first: Due, maria: Contact, ada: User
) -> None:
    marias = agreed(maria, ada, "maria@reyes.example")
    with refused_by("session_reminder_with_consent"):
        reminder(Due(first.session_id, first.contact_id, 1, marias.pk))


def test_who_withdrew_it_is_not_reminded(first: Due, consent: MailConsent) -> None:
    MailConsent.objects.update(withdrawn_at=timezone.now())
    with refused_by("session_reminder_with_consent"):
        reminder(first)


def test_who_has_another_address_now_is_not_reminded(first: Due, ben: Contact) -> None:
    Contact.objects.filter(pk=ben.pk).update(email="another@hart.example")
    with refused_by("session_reminder_with_consent"):
        reminder(first)


def test_who_shares_the_address_since_is_not_reminded(
    first: Due, maria: Contact
) -> None:
    Contact.objects.filter(pk=maria.pk).update(email="Ben+family@hart.example")
    with refused_by("session_reminder_to_their_own"):
        reminder(first)


def test_who_stopped_reminders_of_what_is_to_be_signed_gets_none_of_these(
    jordan: Client, ben: Contact, ada: User
) -> None:
    """Jordan read there, and wanted no more; now it is said to be Ben's."""
    stop(mailed_link(draft_for(ben, ada), ada, email="B.E.N@gmail.com"))
    bens = agreed(ben, ada, "ben@gmail.com")
    with refused_by("session_reminder_not_after_a_stop"):
        reminder(Due(in_days(jordan, ben, 6).pk, ben.pk, 1, bens.pk))


def test_each_is_stopped_by_an_address_of_its_own_of_which_the_hash_is_kept(
    first: Due,
) -> None:
    gone = reminder(first)
    with refused_by("session_reminder_is_stopped_by_its_own"):
        reminder(first, number=2, stop_sha256=gone.stop_sha256)
    with refused_by("session_reminder_holds_a_hash"):
        reminder(first, number=2, stop_sha256="a secret")


def test_one_goes_now_and_is_sent_or_fails_and_stays_so(first: Due) -> None:
    now = timezone.now()
    run("SET LOCAL third_chair.past = ''")
    with refused_by("session_reminder_is_taken_now"):
        reminder(first, taken_at=now - DAY)
    with refused_by("session_reminder_sent_or_failed"):
        reminder(first, sent_at=now + DAY, failed_at=now + DAY)
    gone = reminder(first)
    gone.sent_at = timezone.now()
    gone.save()
    with refused_by("session_reminder_is_final"):
        SessionReminder.objects.update(sent_at=None)
    with refused_by("session_reminder_is_final"):
        run("DELETE FROM collateral_sessionreminder")
    with refused_by("session_reminder_is_final"):
        run("TRUNCATE collateral_sessionreminder")


def test_somebody_agrees_once_at_a_time(ben: Contact, ada: User) -> None:
    agreed(ben, ada, BENS)
    with refused_by("mail_consent_stands_once"):
        agreed(ben, ada, BENS)
    MailConsent.objects.update(withdrawn_at=timezone.now(), withdrawn_by=ada)
    agreed(ben, ada, BENS)


def test_they_agree_to_an_address_that_is_theirs_alone(
    ben: Contact, maria: Contact, ada: User
) -> None:
    with refused_by("mail_consent_to_their_own"):
        MailConsent.objects.create(contact=ben, email=BENS, recorded_by=ada)
    with refused_by("mail_consent_names_an_address"):
        MailConsent.objects.create(contact=ben, email="", recorded_by=ada)
    Contact.objects.filter(pk=maria.pk).update(email=BENS.upper())
    with refused_by("mail_consent_to_their_own"):
        agreed(ben, ada, BENS)
    Contact.objects.filter(pk=maria.pk).update(email="maria@reyes.example")
    agreed(ben, ada, BENS)


def test_what_they_agreed_to_stays_on_file(consent: MailConsent, ada: User) -> None:
    with refused_by("mail_consent_withdrawn_after_it_was_given"):
        MailConsent.objects.update(withdrawn_at=consent.recorded_at - DAY)
    with refused_by("mail_consent_is_final"):
        MailConsent.objects.update(email="another@hart.example")
    MailConsent.objects.update(withdrawn_at=timezone.now())
    with refused_by("mail_consent_is_final"):
        MailConsent.objects.update(withdrawn_at=None)
    with refused_by("mail_consent_is_final"):
        run("DELETE FROM collateral_mailconsent")
    with refused_by("mail_consent_is_final"):
        run("TRUNCATE collateral_mailconsent CASCADE")
    run("SET LOCAL third_chair.past = ''")
    with refused_by("mail_consent_is_recorded_now"):
        agreed(consent.contact, ada, BENS, recorded_at=timezone.now() - DAY)
