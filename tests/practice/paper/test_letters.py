"""A name that no font draws is refused where it is typed, beside its field."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from practice.models import User
from practice.paper import letters
from releases.drafts.form import DraftForm
from releases.signing.form import SignatureForm
from tests.said import errors_in
from tests.signed import draft_for

PRIVATE = "Jor\U0010fffddan"
NOT_DRAWN = "No font on this machine draws control or private characters."


@pytest.mark.parametrize(
    "name", ["Jordan", "José Núñez", "Nguyễn", "Михаил", "Øystein"]
)
def test_what_fonts_draw_is_taken(name: str) -> None:
    letters.drawable(name)


def test_what_none_draws_is_refused_without_quoting_it() -> None:
    with pytest.raises(ValidationError) as refused:
        letters.drawable(PRIVATE)
    assert NOT_DRAWN in refused.value.message
    assert "Jor" not in refused.value.message


def test_where_nothing_is_printed_yet_nobody_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_pango() -> None:
        raise OSError

    monkeypatch.setattr("practice.paper.pdf._renderer", no_pango)
    letters.drawable(PRIVATE)


def test_a_clients_names_are_asked_and_the_field_is_named(
    adas: Browser, db: None
) -> None:
    sent = {
        "legal_name": "Jordan Reyes",
        "chosen_name": PRIVATE,
        "date_of_birth": "1990-05-02",
        "state": "NY",
        "language": "English",
        "modality": "cbt",
    }
    said = errors_in(adas.post(reverse("client_new"), sent))
    assert f"Chosen name: {NOT_DRAWN}" in said
    assert not Client.objects.exists()


@pytest.mark.parametrize("field", ["name", "relationship", "organisation"])
def test_who_a_contact_is_is_asked(adas: Browser, jordan: Client, field: str) -> None:
    sent = {"name": "Ben Hart", "relationship": "friend", "language": "English"}
    sent[field] = PRIVATE
    url = reverse("contact_new", args=[jordan.pk])
    assert NOT_DRAWN in errors_in(adas.post(url, sent))


def test_what_is_not_printed_is_not_asked(adas: Browser, jordan: Client) -> None:
    sent = {"name": "Ben Hart", "relationship": "friend", "language": PRIVATE}
    url = reverse("contact_new", args=[jordan.pk])
    assert adas.post(url, sent).status_code == 302


def test_a_contact_of_before_the_font_went_may_be_changed(
    adas: Browser, ben: Contact
) -> None:
    Contact.objects.filter(pk=ben.pk).update(name=PRIVATE)
    sent = {"name": PRIVATE, "relationship": "partner", "language": "English"}
    url = reverse("contact_edit", args=[ben.pk])
    assert adas.post(url, sent | {"phone": "555-0100"}).status_code == 302


@pytest.mark.parametrize("field", ["details", "off_limits", "expires_event"])
def test_what_a_release_says_is_asked(ada: User, ben: Contact, field: str) -> None:
    form = DraftForm(ben, ada, {field: PRIVATE})
    assert NOT_DRAWN in " ".join(form.errors[field])


@pytest.mark.parametrize("field", ["signer", "witness", "typed_name"])
def test_who_signs_is_asked(ada: User, ben: Contact, field: str) -> None:
    form = SignatureForm(draft_for(ben, ada), {field: PRIVATE})
    assert NOT_DRAWN in " ".join(form.errors[field])
