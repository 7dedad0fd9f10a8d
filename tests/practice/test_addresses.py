"""Letters of every script may stand in an address; a browser is not asked to judge."""

from __future__ import annotations

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client
from practice.addresses import email_address
from practice.forms import Form


class AddressForm(Form):
    """What browsers remember best."""

    email = forms.EmailField()
    page = forms.URLField(assume_scheme="https")
    size = forms.IntegerField()


@pytest.mark.parametrize(
    "address",
    [
        "ben@example.org",
        "müller@example.org",
        "mu\u0308ller@example.org",
        "josé.núñez+home@example.org",
        "李@例子.中国",
        "o'neil@bücher.example",
    ],
)
def test_an_address_of_any_letters_is_one(address: str) -> None:
    email_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "müller",
        "@example.org",
        "mü ller@example.org",
        "ben@",
        "ü..ü@example.org",
        "a@b@c",
    ],
)
def test_what_nobody_is_reached_by_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        email_address(address)


def test_the_contacts_form_takes_it_and_keeps_it_from_the_browsers_memory(
    adas: Browser, jordan: Client
) -> None:
    url = reverse("contact_new", args=[jordan.pk])
    (field,) = (
        tag for tag in adas.get(url).text.split("<input") if 'name="email"' in tag
    )
    assert 'type="text"' in field
    assert 'autocomplete="off"' in field
    sent = {"name": "Uwe Müller", "relationship": "friend", "language": "German"}
    adas.post(url, sent | {"email": "müller@example.org"})
    assert jordan.contacts.get().email == "müller@example.org"


def test_no_field_of_an_address_is_remembered_by_the_browser() -> None:
    html = render_crispy_form(AddressForm())
    assert html.count('autocomplete="off"') == len(AddressForm.base_fields)
