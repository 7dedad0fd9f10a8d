"""A form ends with the papers, or the right, of whoever signed it: 45 CFR 164.502(g)."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Authority, Client, ConsentEvent, Contact, CourtOrder
from collateral.ending.order import enter_orders
from collateral.ending.papers import close
from collateral.models import Session
from practice.models import User
from practice.spans import end_of, local_day
from releases.history.sentences import Known, sentence
from releases.models import FormKind, SignedForm
from releases.proof.forms import verify_forms
from tests.booked import book
from tests.cast import authority_of
from tests.clock import DAY, afternoon
from tests.collateral.ending.leaning import ended
from tests.collateral.signed_forms.consented import asked, by_ola, code
from tests.formed import form_signed, taken_back
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.releases.history.happenings import words
from tests.said import errors_in

pytestmark = pytest.mark.usefixtures("unprinted")

RESTS = "form_rests_on_its_signers_papers"
WITHIN = "form_within_its_signers_papers"


def test_it_rests_on_the_papers_of_whoever_signs_it_by_whatever_path(
    letters: Authority, consent: SignedForm, hers: Authority
) -> None:
    """As the trigger finds them, whatever is written of it."""
    assert RESTS in {each.name for each in SignedForm._meta.constraints}
    assert consent.rests_on == letters
    assert letters.ends_on
    assert consent.until == end_of(letters.ends_on)
    other = by_ola(consent.client, rests_on=letters, ends_at=timezone.now())
    assert other.rests_on == hers
    assert other.until is None
    said = form_signed(consent.client, FormKind.ASSENT, rests_on=letters)
    said.refresh_from_db()
    assert said.rests_on is None


def test_through_the_last_day_of_the_papers_it_serves(
    ola: Contact, hers: Authority, consent: SignedForm
) -> None:
    assert consent.ends_at
    last = (local_day(consent.ends_at - DAY) - timezone.localdate()).days
    assert code(ola, afternoon(last)) == "COVERED"
    assert code(ola, afternoon(last + 1)) == "NO_CONSENT"
    said = asked(ola, afternoon(last + 1)).sentence
    assert "as long as whoever signed has the right to" in said
    by_ola(ola.client)
    assert code(ola, afternoon(last + 1)) == "COVERED"


def test_papers_that_end_end_it_and_hold_what_stood_on_it(
    adas: Browser, letters: Authority, consent: SignedForm, session: Session
) -> None:
    page = errors_in(adas.get(reverse("authority_closing", args=[letters.pk])))
    assert "Consent to treat, which Luis Ortega signed" in page
    assert "One session will go on hold" in page
    said = errors_in(ended(adas, letters))
    assert "One session is on hold until you decide." in said
    consent.refresh_from_db()
    letters.refresh_from_db()
    assert (consent.ended_at, consent.ended_because) == (letters.ended_at, "papers")
    session.refresh_from_db()
    assert session.status == "held"
    forms = errors_in(adas.get(reverse("client_forms", args=[consent.client_id])))
    assert "the papers by which they signed end" in forms
    assert "Ended " in forms
    again = adas.post(
        reverse("session_reopening", args=[session.pk]),
        {"contacts": [str(session.participants.get().contact_id)]},
    )
    assert again.status_code == 409
    assert "no consent to treat them is in force" in again.content.decode()


def test_the_clients_page_says_so_until_it_is_signed_anew(
    adas: Browser,
    finn: User,
    nora: User,
    ada: User,
    letters: Authority,
    consent: SignedForm,
    hers: Authority,
) -> None:
    path, desk = reverse("client", args=[consent.client_id]), browser_of(finn)
    assert "consent to treat" not in errors_in(adas.get(path))
    close(letters, "taken back", ada)
    for browser in (adas, desk):
        said = errors_in(browser.get(path))
        assert "The consent to treat that Luis Ortega signed ended" in said
        assert "Get the consent to treat signed" in said
    assert "consent to treat" not in errors_in(browser_of(nora).get(path))
    by_ola(consent.client)
    assert "consent to treat" not in errors_in(desk.get(path))


def test_it_says_beforehand_that_the_papers_end(
    adas: Browser, ewa: Client, ada: User, finn: User
) -> None:
    path, soon = reverse("client", args=[ewa.pk]), timezone.localdate() + 20 * DAY
    assert "Nobody has consented to treat Ewa Nowak yet" in errors_in(adas.get(path))
    papers = {"verified_by": ada, "ends_on": soon}
    authority_of(ewa, finn, "Luis Ortega", "letters", **papers)
    consent = form_signed(ewa, signer="Luis Ortega", authority="guardian")
    said = errors_in(adas.get(path))
    assert "The consent to treat counts until" in said
    assert "as long as Luis Ortega has the right to it" in said
    taken_back(consent)
    assert "The consent to treat was taken back" in errors_in(adas.get(path))


def test_the_history_says_so_and_verification_compares_it(
    ada: User, letters: Authority, consent: SignedForm, session: Session
) -> None:
    close(letters, "taken back", ada)
    event = ConsentEvent.objects.get(kind="form_withdrawn")
    told = words(sentence(event, Known.of([event])))
    assert told == (
        "A consent to treat that Luis Ortega signed ended: the papers that they signed "
        "by end; Dr. Ada Okafor recorded it (Ewa Nowak)."
    )
    kinds = list(ConsentEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["held", "form_withdrawn", "authority_closed"]
    verdict = [each for each in verify_forms().misfits if each.form_id == consent.pk]
    assert "ended so" not in str(verdict)


def test_what_stands_on_another_consent_stands(
    ada: User,
    letters: Authority,
    consent: SignedForm,
    session: Session,
    hers: Authority,
) -> None:
    by_ola(consent.client)
    assert close(letters, "taken back", ada) == []
    session.refresh_from_db()
    assert session.status == "scheduled"


def test_what_is_signed_anew_serves_again(
    ada: User, letters: Authority, consent: SignedForm, ola: Contact, hers: Authority
) -> None:
    close(letters, "taken back", ada)
    assert code(ola, afternoon()) == "NO_CONSENT"
    by_ola(consent.client)
    assert code(ola, afternoon()) == "COVERED"


def test_a_court_that_takes_their_say_ends_it(
    ada: User, ewa: Client, ola: Contact, letters: Authority, hers: Authority
) -> None:
    consent = by_ola(ewa)
    session = book(ewa, [ola], afternoon(3))

    def order() -> CourtOrder:
        return CourtOrder(
            client=ewa,
            contact=ola,
            ruling="no_decisions",
            dated_on=timezone.localdate() - DAY,
            court="Kings County",
            evidence="certified copy",
            entered_by=ada,
        )

    with refused_by(WITHIN, "release_within_its_signers_papers"):
        order().save()
    assert session in enter_orders([order()], ada)
    consent.refresh_from_db()
    assert consent.ended_because == "ordered"
    session.refresh_from_db()
    assert session.status == "held"


def test_as_they_consent_alone_what_others_consented_to_ends(
    adas: Browser, ewa: Client, ola: Contact
) -> None:
    consent = form_signed(ewa)
    session = book(ewa, [ola], afternoon(3))
    path = reverse("client_edit", args=[ewa.pk])
    Client.objects.filter(pk=ewa.pk).update(state="WA")
    form, today = adas.get(path).context["form"], timezone.localdate()
    sent = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, False)
    }
    sent |= {
        "date_of_birth": ewa.date_of_birth.isoformat(),
        "self_consent_from": today.isoformat(),
        "self_consent_law": "RCW 71.34.530",
    }
    page = adas.post(path, sent)
    assert page.status_code == 422
    said = errors_in(page)
    assert "Consent to treat, which A parent of Ewa Nowak signed" in said
    agreed = page.context["agreed"]
    assert adas.post(path, {**sent, "agreed": agreed}).status_code == 302
    consent.refresh_from_db()
    assert consent.ended_because == "alone"
    session.refresh_from_db()
    assert session.status == "held"
