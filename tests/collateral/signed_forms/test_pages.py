"""The pages on which forms are signed, filed, printed and taken back."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact, EventKind
from practice.models import User
from releases.models import FormKind, SignedForm
from tests.booked import book
from tests.cast import authority_of
from tests.clock import DAY, afternoon
from tests.collateral.signed_forms.pages import path, shown
from tests.formed import form_signed, sign_form, typed_form
from tests.on_paper import form_printed
from tests.said import errors_in as said
from tests.signed import sign

ACK, TEEN = FormKind.ACKNOWLEDGEMENT, FormKind.CONFIDENTIALITY


def test_a_parent_signs_a_consent_to_treat(adas: Browser, teo: Client) -> None:
    sent = typed_form(teo, signer="Rosa Vance")
    answer = sign_form(adas, path(teo, FormKind.CONSENT), sent)
    assert answer.status_code == 200
    form = teo.forms.first()
    assert form is not None
    assert (form.signer, form.capacity, form.authority) == (
        "Rosa Vance",
        "parent",
        "mother",
    )
    assert form.whole
    assert (form.mark, form.typed_name) == ("typed", "Rosa Vance")
    assert form.words["sections"][0]["title"] == "What treatment is"
    last = teo.events.order_by("-number").first()
    assert last is not None
    assert (last.kind, last.detail["form"]) == (EventKind.FORM_SIGNED, "consent")
    assert last.name_of("signer") == "Rosa Vance"
    assert last.release_id is None


def test_what_was_read_is_what_is_signed(adas: Browser, teo: Client) -> None:
    sent = typed_form(teo, read="0" * 64)
    answer = sign_form(adas, path(teo, FormKind.CONSENT), sent)
    assert answer.status_code == 422
    assert "Read it again as it is now" in said(answer)
    assert teo.forms.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"signer": ""}, "This field is required."),
        ({"authority": ""}, "Describe the signer"),
        ({"authority": "grandmother"}, "has no right to sign without papers"),
        ({"typed_name": "Ida"}, "Type the name you gave, A parent of Teo Vance"),
        ({"typed_name": ""}, "Type your name to sign"),
        ({"mark": "drawn", "strokes": "[]"}, "Draw your signature"),
        ({"intends": ""}, "Tick this to sign."),
        ({"screen": ""}, "Tick this to sign here."),
        ({"who": "9"}, "They have signed this meanwhile"),
        ({"signer": "Teo Vance", "typed_name": "Teo Vance"}, "under their own name"),
    ],
)
def test_what_is_wrong_is_said(
    adas: Browser, teo: Client, wrong: dict[str, str], words: str
) -> None:
    sent = typed_form(teo) | wrong
    answer = sign_form(adas, path(teo, FormKind.CONSENT), sent)
    assert answer.status_code == 422
    assert words in said(answer)
    assert teo.forms.count() == 1


def test_a_minor_who_consents_alone_says_on_what_ground(
    adas: Browser, teo: Client
) -> None:
    sent = typed_form(teo, capacity="minor", typed_name="Teo Vance", authority="")
    refused = sign_form(adas, path(teo, FormKind.CONSENT), sent)
    assert "on what ground the client may consent alone" in said(refused)
    sign_form(
        adas, path(teo, FormKind.CONSENT), sent | {"authority": "by the law of NY"}
    )
    form = teo.forms.first()
    assert form is not None
    assert (form.capacity, form.authority) == ("minor", "by the law of NY")


def test_whoever_is_on_file_signs_by_what_is_on_file(
    adas: Browser, teo: Client, rosa: Contact, ada: User, nora: User
) -> None:
    authority_of(teo, ada, rosa, verified_by=nora)
    sent = typed_form(teo, typed_name="rosa vance")
    sign_form(adas, path(teo, FormKind.CONSENT), sent)
    form = teo.forms.first()
    assert form is not None
    assert form.signer == "Rosa Vance"
    assert form.authority != "mother"


def test_both_parents_who_have_to_sign_both_do(
    adas: Browser, teo: Client, rosa: Contact, ada: User, nora: User
) -> None:
    for person in (rosa, "Luis Vance"):
        authority_of(teo, ada, person, acts="both", verified_by=nora)
    consents = SignedForm.objects.in_force(FormKind.CONSENT)
    before = consents.count()
    sign_form(
        adas, path(teo, FormKind.CONSENT), typed_form(teo, typed_name="Rosa Vance")
    )
    assert consents.count() == before
    assert "Awaits" not in shown(adas, teo)  # the consent before it still counts
    again = adas.get(path(teo, FormKind.CONSENT)).content.decode()
    assert "Luis Vance, a parent or guardian" in again
    assert "Rosa Vance, a parent or guardian" not in again
    sign_form(
        adas, path(teo, FormKind.CONSENT), typed_form(teo, typed_name="Luis Vance")
    )
    assert consents.count() == before + 1


def test_a_teen_agreement_counts_once_all_three_signed(
    adas: Browser, teo: Client
) -> None:
    effect = "45 CFR 164.502(g)(3)(i)(C)"
    sign_form(adas, path(teo, TEEN), typed_form(teo, TEEN, typed_name="Teo Vance"))
    assert "Awaits a parent or guardian and Dr. Ada Okafor" in shown(adas, teo)
    sent = typed_form(teo, TEEN, signer="Rosa Vance")
    sign_form(adas, path(teo, TEEN), sent)
    assert effect not in shown(adas, teo)
    sign_form(adas, path(teo, TEEN), typed_form(teo, TEEN, typed_name="Dr. Ada Okafor"))
    assert SignedForm.objects.in_force(TEEN).count() == 1
    assert effect in shown(adas, teo)


def test_only_minors_have_the_forms_of_minors(adas: Browser, jordan: Client) -> None:
    for kind in (TEEN, FormKind.ASSENT):
        assert adas.get(path(jordan, kind)).status_code == 404
    assert "assent" not in shown(adas, jordan)
    assert adas.get(path(jordan, FormKind.CONSENT)).status_code == 200


def test_whoever_joins_acknowledges_it(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    answer = sign_form(adas, path(jordan, ACK, ben), typed_form(jordan, ACK, ben))
    assert answer.status_code == 200
    form = jordan.forms.get()
    assert (form.contact, form.signer, form.capacity) == (
        ben,
        "Ben Hart",
        "participant",
    )


def test_case_77_for_a_child_who_joins_their_own_parent_signs(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    today = timezone.localdate()
    ben.date_of_birth = today - 12 * 365 * DAY
    ben.save(update_fields=["date_of_birth"])
    page = adas.get(path(jordan, ACK, ben)).content.decode()
    assert "A parent or guardian of the child who joins" in page
    sent = typed_form(jordan, ACK, ben, authority="mother")
    refused = sign_form(adas, path(jordan, ACK, ben), sent)
    assert "under their own name" in said(refused)
    sent = sent | {"signer": "Ida Hart", "typed_name": "Ida Hart"}
    sign_form(adas, path(jordan, ACK, ben), sent)
    form = jordan.forms.get()
    assert (form.signer, form.capacity) == ("Ida Hart", "participants_parent")


def test_an_acknowledgement_is_of_the_clients_own_contact(
    adas: Browser, jordan: Client, lee: Contact
) -> None:
    assert adas.get(path(jordan, ACK)).status_code == 404
    assert adas.get(path(jordan, ACK, lee)).status_code == 404


def test_paper_is_entered_with_its_day(adas: Browser, teo: Client, ada: User) -> None:
    form_printed(teo, ada, days=2)
    yesterday = timezone.localdate() - DAY
    sent = typed_form(teo, signer="Rosa Vance") | {"filed": "on"}
    there = path(teo, FormKind.CONSENT, how="filing/")
    late = adas.post(there, sent | {"signed_on": f"{yesterday + 2 * DAY}"})
    assert "It was signed today or before." in said(late)
    assert adas.post(there, sent | {"signed_on": f"{yesterday}"}).status_code == 302
    paper = teo.forms_by_hand.get()
    assert (paper.signer, paper.signed_on) == ("Rosa Vance", yesterday)
    assert teo.forms.count() == 1  # and not signed by it


def test_it_is_signed_in_spanish(adas: Browser, teo: Client) -> None:
    teo.language = "Spanish"
    teo.save(update_fields=["language"])
    there = path(teo, FormKind.CONSENT)
    assert "Consentimiento para el tratamiento" in adas.get(there).content.decode()
    adas.post(there, {"who": typed_form(teo)["who"]})
    page = adas.get("/room/form/").content.decode()
    assert "Consentimiento para el tratamiento" in page
    assert "Quién firma" in page
    assert "Escriba su nombre completo" in page


def test_taking_it_back_says_what_it_holds_first(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    there = f"/forms/{teo.forms.get().pk}/withdrawal/"
    assert "One session will go on hold" in adas.get(there).content.decode()
    answer = adas.post(there, follow=True)
    assert "One session is on hold until you decide." in answer.content.decode()
    session.refresh_from_db()
    assert session.status == "held"
    assert "Taken back" in shown(adas, teo)
    assert adas.post(there).status_code == 404


def test_taking_back_an_agreement_holds_nothing(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon())
    adas.post(f"/forms/{form_signed(teo, FormKind.ASSENT).pk}/withdrawal/")
    session.refresh_from_db()
    assert session.status == "scheduled"


def test_another_clinicians_forms_are_not_there(
    client: Browser, cleo: User, teo: Client
) -> None:
    client.force_login(cleo)
    form = teo.forms.get()
    for there in (
        reverse("client_forms", args=[teo.pk]),
        path(teo, FormKind.CONSENT),
        f"/forms/{form.pk}/paper/",
        f"/forms/{form.pk}/withdrawal/",
    ):
        assert client.get(there).status_code == 404
