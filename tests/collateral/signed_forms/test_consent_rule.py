"""A minor's shared session needs a consent to treat: the gate and the database ask alike."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact, CourtOrder, EventKind
from collateral.models import Session
from collateral.signed_forms.act import withdraw
from practice.models import User
from practice.spans import local_day, span, start_of
from releases.models import FormKind
from tests.booked import book, typed
from tests.cast import client_of, contact_of, emancipated
from tests.clock import DAY, FIFTY, HOUR, afternoon
from tests.collateral.signed_forms.consented import RULE, asked, code
from tests.formed import form_signed, taken_back
from tests.refusals import refused_by, run
from tests.screened import screen
from tests.signed import sign


@pytest.fixture
def ola(ewa: Client) -> Contact:
    """Her mother, for whom a release is in force."""
    contact = contact_of(ewa, "Ola Nowak", "mother")
    sign(contact)
    return contact


def test_without_one_a_minor_has_no_shared_session(ola: Contact) -> None:
    assert code(ola, afternoon()) == "NO_CONSENT"
    form_signed(ola.client)
    assert code(ola, afternoon()) == "COVERED"


def test_the_gate_says_so_in_a_sentence(ola: Contact) -> None:
    line = asked(ola, afternoon())
    assert (
        line.sentence
        == line.plain
        == (
            "Ewa Nowak is a minor then, and no consent to treat them is in force. It is "
            "signed by itself, beside any release."
        )
    )
    assert line.status.label == "Not ready"


def test_one_that_waits_for_another_signature_is_none(ola: Contact) -> None:
    form_signed(ola.client, whole=False)
    assert code(ola, afternoon()) == "NO_CONSENT"


def test_one_taken_back_is_none(ola: Contact) -> None:
    taken_back(form_signed(ola.client))
    assert code(ola, afternoon()) == "NO_CONSENT"


def test_another_form_is_none(ola: Contact) -> None:
    form_signed(ola.client, FormKind.ASSENT)
    assert code(ola, afternoon()) == "NO_CONSENT"


def test_whoever_is_of_age_or_emancipated_needs_none(ada: User) -> None:
    for name, details in {
        "Jan": {"born": date(1990, 1, 1)},
        "Ida": {"born": timezone.localdate() - 16 * 366 * DAY, **emancipated()},
    }.items():
        contact = contact_of(client_of(ada, name, consented=False, **details), "Bo")
        sign(contact)
        assert code(contact, afternoon()) == "COVERED"


def test_on_the_day_of_majority_none_is_needed(ada: User) -> None:
    born = local_day(afternoon(20))
    born = born.replace(year=born.year - 18, day=min(born.day, 28))
    ewa = client_of(ada, "Ewa Nowak", born=born, consented=False)
    ola = contact_of(ewa, "Ola Nowak", "mother")
    day_before = start_of(ewa.comes_of_age_on) - 12 * HOUR
    sign(ola, ends=start_of(ewa.comes_of_age_on))
    assert asked(ola, day_before).code.value == "NO_CONSENT"
    assert "NO_CONSENT" not in asked(ola, day_before + DAY).codes


def test_what_was_booked_before_stands_until_it_is_moved(
    teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    with transaction.atomic():
        run("SET LOCAL session_replication_role = replica")
        run("UPDATE releases_signedform SET whole = false")
        run("SET LOCAL session_replication_role = origin")
    run("UPDATE collateral_participant SET discloser = 0")
    with refused_by(RULE):
        later = span(afternoon() + HOUR, afternoon() + HOUR + FIFTY)
        Session.objects.filter(pk=session.pk).update(during=later)
    Session.objects.filter(pk=session.pk).update(status="held")
    with refused_by(RULE):
        Session.objects.filter(pk=session.pk).update(status="scheduled")


def test_taking_it_back_holds_what_stands_on_it(
    teo: Client, rosa: Contact, ada: User
) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    consent = teo.forms.get()
    with refused_by(RULE):
        taken_back(consent)
    consent.refresh_from_db()
    held = withdraw(consent, ada)
    assert held == [session]
    session.refresh_from_db()
    assert session.status == "held"
    kinds = teo.events.order_by("-number").values_list("kind", flat=True)[:2]
    assert list(kinds) == [EventKind.FORM_WITHDRAWN, EventKind.HELD]
    assert teo.forms.standing().count() == 0


def test_another_consent_leaves_sessions_standing(
    teo: Client, rosa: Contact, ada: User
) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    first = teo.forms.get()
    form_signed(teo)
    taken_back(first)
    session.refresh_from_db()
    assert session.status == "scheduled"


def test_refused_it_leads_to_the_form(adas: Browser, ola: Contact) -> None:
    path = reverse("booking", args=[ola.client_id])
    answer = adas.post(path, typed([ola], afternoon()))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "no consent to treat them is in force" in page
    assert f'href="/clients/{ola.client_id}/forms/consent/"' in page
    assert "Prepare a release" not in page


def test_without_a_release_both_are_offered(adas: Browser, ewa: Client) -> None:
    bo = contact_of(ewa, "Bo Nowak", "father")
    answer = adas.post(reverse("booking", args=[ewa.pk]), typed([bo], afternoon()))
    page = answer.content.decode()
    assert "Prepare a release for Bo Nowak" in page
    assert "Get the consent to treat signed" in page


def test_case_49_no_form_lifts_what_a_court_ordered(
    teo: Client, rosa: Contact, ada: User
) -> None:
    sign(rosa)
    form_signed(teo, FormKind.ACKNOWLEDGEMENT, rosa)
    CourtOrder.objects.create(
        client=teo,
        contact=rosa,
        ruling="no_contact",
        dated_on=timezone.localdate(),
        court="Albany County Family Court",
        evidence="certified copy",
        entered_by=ada,
    )
    assert asked(rosa, afternoon()).code.value == "NO_CONTACT"


def test_case_53_no_form_lifts_what_a_client_said_alone(
    teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    form_signed(teo, FormKind.ACKNOWLEDGEMENT, rosa)
    screen(rosa, obliged=True, outcome="defer")
    line = asked(rosa, afternoon())
    assert (line.code.value, line.plain) == ("UNSAFE", "Not ready: ask the clinician.")


def test_no_form_is_a_release(teo: Client, rosa: Contact) -> None:
    form_signed(teo, FormKind.ACKNOWLEDGEMENT, rosa)
    assert asked(rosa, afternoon()).code.value == "NO_ROI"


def test_case_55_what_is_cancelled_at_the_door_leaves_the_forms(
    teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    Session.objects.filter(pk=session.pk).update(status="cancelled")
    assert teo.forms.standing().count() == 1
