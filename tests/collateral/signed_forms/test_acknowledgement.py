"""Whoever joins signs what that means: a warning at booking, a stop at check-in."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import Session
from collateral.signed_forms.lacking import unacknowledged
from practice.models import User
from releases.models import FormKind
from tests.booked import book, typed
from tests.clock import afternoon
from tests.formed import form_signed, taken_back
from tests.refusals import refused_by
from tests.signed import sign

ACK = FormKind.ACKNOWLEDGEMENT
LACKS = "has not signed the acknowledgement: check-in waits for it."


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    sign(ben)
    return book(jordan, [ben], afternoon())


def check_in(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(status="checked_in")


def test_nobody_is_checked_in_who_has_not_signed(
    session: Session, ben: Contact
) -> None:
    with refused_by("participant_has_acknowledged"):
        check_in(session)
    form_signed(ben.client, ACK, ben)
    check_in(session)


def test_nor_once_it_was_taken_back(session: Session, ben: Contact) -> None:
    taken_back(form_signed(ben.client, ACK, ben))
    with refused_by("participant_has_acknowledged"):
        check_in(session)


def test_each_signs_for_themselves(
    jordan: Client, session: Session, ben: Contact, maria: Contact
) -> None:
    form_signed(jordan, ACK, maria)
    assert unacknowledged([ben, maria]) == [ben]
    with refused_by("participant_has_acknowledged"):
        check_in(session)


def test_it_is_booked_without_and_says_so(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    form = typed([ben], afternoon())
    page = adas.post(reverse("coverage", args=[jordan.pk]), form).content.decode()
    assert f"<bdi>Ben Hart</bdi> {LACKS}" in page
    answer = adas.post(reverse("booking", args=[jordan.pk]), form, follow=True)
    assert answer.redirect_chain
    assert LACKS in answer.content.decode()
    form_signed(jordan, ACK, ben)
    page = adas.post(reverse("coverage", args=[jordan.pk]), form).content.decode()
    assert LACKS not in page


def test_the_front_desk_reads_it_on_the_day(
    client: Browser, finn: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], afternoon(1))
    client.force_login(finn)
    page = client.get(reverse("day")).content.decode()
    assert LACKS in page
    assert f"/clients/{jordan.pk}/forms/acknowledgement/?contact={ben.pk}" in page
    form_signed(jordan, ACK, ben)
    assert LACKS not in client.get(reverse("day")).content.decode()
