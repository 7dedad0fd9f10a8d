"""Teo’s consent to treat on paper; and Ewa, whose guardian consented by papers that end."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Authority, Client, Contact
from collateral.models import Session
from practice.models import User
from releases.models import SignedByHand, SignedForm
from tests.booked import book
from tests.cast import authority_of, client_of, contact_of
from tests.clock import DAY, afternoon
from tests.formed import form_signed, taken_back
from tests.on_paper import form_entered
from tests.signed import sign


@pytest.fixture
def none_yet(teo: Client) -> Client:
    """Teo, whose consent to treat was taken back."""
    taken_back(teo.forms.get())
    return teo


@pytest.fixture
def paper(none_yet: Client, ada: User) -> SignedByHand:
    """Teo's consent to treat, which Rosa signed and Ada entered."""
    return form_entered(none_yet, ada)


@pytest.fixture
def ewa(ada: User) -> Client:
    """Fifteen; nobody has consented to her treatment yet."""
    born = timezone.localdate().replace(day=1) - 15 * 366 * DAY
    return client_of(ada, "Ewa Nowak", born=born, consented=False)


@pytest.fixture
def ola(ewa: Client) -> Contact:
    """Her mother, for whom a release is in force, whatever becomes of papers."""
    contact = contact_of(ewa, "Ola Nowak", "mother")
    sign(contact, ends=afternoon(300))
    return contact


@pytest.fixture
def letters(ewa: Client, ola: Contact, ada: User, finn: User) -> Authority:
    """Luis Ortega decides for Ewa for 100 days."""
    return authority_of(ewa, finn, "Luis Ortega", "letters", verified_by=ada)


@pytest.fixture
def hers(ewa: Client, ola: Contact, ada: User) -> Authority:
    """That Ola decides for Ewa too, whoever else does."""
    return authority_of(ewa, ada, ola)


@pytest.fixture
def consent(ewa: Client, letters: Authority) -> SignedForm:
    form = form_signed(ewa, signer="Luis Ortega", authority="guardian")
    return SignedForm.objects.get(pk=form.pk)


@pytest.fixture
def session(ola: Contact, consent: SignedForm) -> Session:
    return book(ola.client, [ola], afternoon(3))
