"""What holds of a signed form, whatever writes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.models import FormCapacity, FormKind, SignedForm
from tests.clock import DAY, HOUR
from tests.formed import form_of, form_signed, taken_back
from tests.refusals import refusal_of, refused_by, run, words_of

ACK = FormKind.ACKNOWLEDGEMENT


def refusal(form: SignedForm) -> str:
    """By what the database refuses ``form``."""
    return refusal_of(lambda: form.save(force_insert=True))


def test_a_form_stays_as_it_was_signed(teo: Client) -> None:
    form = form_signed(teo)
    for change in ("signer = 'Ida'", "content = '{}'", "whole = false"):
        with refused_by("form_is_final", "form_content_is_hashed"):
            run(f"UPDATE releases_signedform SET {change} WHERE id = %s", form.pk)
    with refused_by("form_is_final"):
        run("DELETE FROM releases_signedform WHERE id = %s", form.pk)
    with refused_by("form_is_final"):
        run("TRUNCATE releases_signedform CASCADE")


def test_it_is_taken_back_once_and_as_it_happens(teo: Client, ada: User) -> None:
    form, other = form_signed(teo), form_signed(teo)
    both = SignedForm.objects.in_force(FormKind.CONSENT).filter(
        pk__in=[form.pk, other.pk]
    )
    with refused_by("form_is_final"):
        taken_back(other, at=timezone.now() - HOUR)
    with refused_by("form_withdrawn_by_someone"):
        run("UPDATE releases_signedform SET withdrawn_at = now()")
    taken_back(form)
    assert list(both) == [other]
    with refused_by("form_is_final"):
        run(
            "UPDATE releases_signedform SET withdrawn_at = NULL, withdrawn_by_id = NULL"
            " WHERE id = %s",
            form.pk,
        )


def test_its_hash_is_that_of_its_words(teo: Client) -> None:
    form = form_of(teo, content="{}")
    assert "not that of the content" in words_of("form_content_is_hashed", form)
    assert refusal(form) == "form_content_is_hashed"
    accents = form_of(teo)
    assert words_of("form_content_is_hashed", accents) == ""
    assert refusal(accents) == ""


def test_each_form_is_signed_by_who_signs_it(teo: Client, rosa: Contact) -> None:
    form = form_of(teo, FormKind.ASSENT, capacity=FormCapacity.PARENT)
    rule = "form_is_signed_by_who_signs_it"
    assert words_of(rule, form) == "Nobody signs this form in that right."
    form.authority, form.signer = "mother", "Rosa Vance"
    assert refusal(form) == rule
    assert refusal(form_of(teo, FormKind.ASSENT)) == ""


def test_an_acknowledgement_says_whose_it_is_and_nothing_else_does(
    teo: Client, rosa: Contact
) -> None:
    rule = "form_says_who_joins"
    nobodys = form_of(teo, ACK, rosa)
    nobodys.contact = None
    assert words_of(rule, nobodys) == "Say whose acknowledgement it is."
    consent = form_of(teo)
    consent.contact = rosa
    assert refusal(consent) == rule
    assert refusal(form_of(teo, ACK, rosa)) == ""


def test_it_is_about_one_of_the_clients_own(teo: Client, ben: Contact) -> None:
    form = form_of(teo, ACK, ben)
    rule = "form_contact_of_client"
    assert words_of(rule, form) == "Choose one of this client's own contacts."
    assert refusal(form) == rule


def test_it_says_who_signed_and_by_what_right(teo: Client) -> None:
    assert "Say who signed" in words_of(
        "form_says_who_signed", form_of(teo, signer=" ")
    )
    assert refusal(form_of(teo, wording_version=0)) == "form_says_who_signed"
    unsaid = form_of(teo, authority=" ")
    assert "by what right" in words_of("form_authority_described", unsaid)
    assert refusal(unsaid) == "form_authority_described"
    assert words_of("form_authority_described", form_of(teo, FormKind.ASSENT)) == ""


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        ({"mark": "typed", "typed_name": "Rosa"}, ""),
        ({"mark": "drawn", "strokes": [[[1, 2], [90, 90]]]}, ""),
        ({"mark": "paper"}, ""),
        ({"mark": "typed", "typed_name": " "}, "form_has_a_mark"),
        ({"mark": "drawn"}, "form_has_a_mark"),
        ({"mark": "cross"}, "form_has_a_mark"),
        ({"mark": "paper", "typed_name": "Rosa"}, "form_has_a_mark"),
    ],
)
def test_it_has_one_mark(teo: Client, made: dict, refused: str) -> None:
    form = form_of(teo, **made)
    assert bool(words_of("form_has_a_mark", form)) is bool(refused)
    assert refusal(form) == refused


def test_what_is_signed_on_a_screen_is_signed_today(teo: Client) -> None:
    today = timezone.localdate()
    rule = "form_signed_before_recorded"
    typed = {"mark": "typed", "typed_name": "Rosa"}
    for form in (
        form_of(teo, signed_on=today - DAY, **typed),
        form_of(teo, signed_on=today + DAY),
    ):
        assert words_of(rule, form) == "It was signed today or before."
        assert refusal(form) == rule
    assert refusal(form_of(teo, signed_on=today - DAY)) == ""


def test_it_is_recorded_now(teo: Client) -> None:
    run("SET LOCAL third_chair.past = ''")
    late = form_of(teo, recorded_at=timezone.now() - timedelta(minutes=2))
    assert refusal(late) == "form_is_recorded_now"
    typed = {"mark": "typed", "typed_name": "Rosa"}
    assert refusal(form_of(teo, **typed)) == ""


@pytest.mark.parametrize(
    ("kind", "capacity", "signer", "refused"),
    [
        (FormKind.CONSENT, "parent", "Teo Vance", True),
        (FormKind.CONSENT, "minor", "Rosa Vance", True),
        (FormKind.CONSENT, "minor", "teo  vance", False),
        (FormKind.ASSENT, "teen", "Rosa Vance", True),
        (FormKind.CONFIDENTIALITY, "clinician", "Dr. Ada Okafor", False),
        (ACK, "participant", "Teo Vance", True),
        (ACK, "participant", "Rosa Vance", False),
        (ACK, "participants_parent", "Rosa Vance", True),
    ],
)
def test_nobody_signs_in_place_of_who_signs_themselves(
    teo: Client,
    rosa: Contact,
    kind: FormKind,
    capacity: str,
    signer: str,
    refused: bool,
) -> None:
    contact = rosa if kind is ACK else None
    form = form_of(teo, kind, contact, capacity=capacity, signer=signer)
    form.authority = form.authority or "what was said"
    rule = "form_signed_by_whom_it_says"
    assert refusal(form) == (rule if refused else "")


def test_a_child_who_joins_does_not_sign(jordan: Client, ben: Contact) -> None:
    today = timezone.localdate()
    Contact.objects.filter(pk=ben.pk).update(date_of_birth=today - 17 * 365 * DAY)
    rule = "form_participant_is_of_age"
    assert refusal(form_of(jordan, ACK, ben)) == rule
    by = FormCapacity.PARTICIPANTS_PARENT
    signed = form_of(jordan, ACK, ben, capacity=by, signer="Ida", authority="mother")
    assert refusal(signed) == ""


def test_whoever_is_of_age_signs(jordan: Client, ben: Contact) -> None:
    today = timezone.localdate()
    born = today.replace(year=today.year - 18, day=min(today.day, 28))
    Contact.objects.filter(pk=ben.pk).update(date_of_birth=born)
    assert refusal(form_of(jordan, ACK, ben)) == ""


def test_whom_a_form_names_stays_who_they_are(jordan: Client, ben: Contact) -> None:
    assert run("SELECT FROM pg_trigger WHERE tgname = %s", "form_names_its_contact")
    assert not ben.identity_is_final
    form_signed(jordan, ACK, ben)
    ben.refresh_from_db()
    assert ben.identity_is_final
