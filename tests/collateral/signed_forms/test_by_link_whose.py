"""To whom a form may be sent by a link, and whose date of birth opens it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.models import User
from releases.models import FormKind, SignatureLink
from tests.cast import authority_of
from tests.collateral.signed_forms.pages import path
from tests.collateral.signed_forms.sending import born, path_in, send
from tests.formed import form_signed, key_of, typed_form
from tests.links import opened
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.said import errors_in

TEEN, ACK, CONSENT = (
    FormKind.CONFIDENTIALITY,
    FormKind.ACKNOWLEDGEMENT,
    FormKind.CONSENT,
)


def test_whoever_joins_is_asked_for_their_own_date_of_birth(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    unborn = send(adas, teo, ACK, rosa, capacity="participant")
    assert unborn.status_code == 422
    assert "none of Rosa Vance is on file" in errors_in(unborn)
    run("UPDATE clients_contact SET date_of_birth = '1984-03-02'")
    page = send(adas, teo, ACK, rosa, capacity="participant")
    phone = opened(path_in(page), "1984-03-02")
    assert "Before you join" in phone.get("/room/form/").content.decode()
    phone.post("/room/form/", typed_form(teo, ACK, rosa))
    assert rosa.forms.get().link == SignatureLink.objects.get()


def test_of_a_child_who_joins_a_parent_is_asked_for_the_childs(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    run("UPDATE clients_contact SET date_of_birth = current_date - 4000")
    rosa.refresh_from_db()
    assert rosa.date_of_birth
    to = {"capacity": "participants_parent", "signer": "Ida Lind"}
    page = send(adas, teo, ACK, rosa, **to)
    assert "Rosa Vance</bdi>’s date of birth" in page.content.decode()
    door = Browser().get(path_in(page)).content.decode()
    assert "the date of birth of the person you sign for" in door
    opened(path_in(page), rosa.date_of_birth.isoformat())


def test_a_parent_on_file_is_asked_for_their_own(
    adas: Browser, teo: Client, rosa: Contact, ada: User, cleo: User
) -> None:
    run("UPDATE clients_contact SET date_of_birth = '1984-03-02'")
    authority_of(teo, ada, rosa, verified_by=cleo)
    to = key_of(teo, CONSENT, None, "parent", "Rosa Vance")
    sent = {"to": to, "how": "shown", "whose": "own"}
    page = adas.post(path(teo, CONSENT, how="link/"), sent)
    link = SignatureLink.objects.get()
    assert (link.signer, link.asks_birth_of) == ("Rosa Vance", rosa)
    opened(path_in(page), "1984-03-02")


def test_a_teens_goes_where_no_parent_reads_it(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    run("UPDATE clients_contact SET email = 'rosa@example.org'")
    teen = {"capacity": "teen"}
    shared = send(adas, teo, **teen, whose="shared")
    assert "Teo Vance signs alone" in errors_in(shared)
    run("UPDATE clients_contact SET phone = '555 867 5309'")
    parents = send(adas, teo, **teen, phone="(555) 867-5309")
    assert "This is also how Rosa Vance is reached" in errors_in(parents)
    assert not SignatureLink.objects.exists()
    opened(path_in(send(adas, teo, **teen)), born(teo))


def test_the_clinician_is_sent_none(
    adas: Browser, teo: Client, rosa: Contact, ada: User, cleo: User
) -> None:
    authority_of(teo, ada, rosa, verified_by=cleo)
    page = adas.get(path(teo, TEEN, how="link/")).content.decode()
    assert "parent-" in page
    assert "clinician-" not in page
    for signer, capacity in (("Teo Vance", "teen"), ("Rosa Vance", "parent")):
        form_signed(teo, TEEN, signer=signer, capacity=capacity, whole=False)
    left = adas.get(path(teo, TEEN, how="link/")).content.decode()
    assert "signs it here: nobody else is left to sign" in left
    assert send(adas, teo).status_code == 422


@pytest.mark.parametrize("kind", [CONSENT, TEEN])
def test_strangers_see_no_page_to_send_it_from(
    cleo: User, teo: Client, kind: FormKind
) -> None:
    assert browser_of(cleo).get(path(teo, kind, how="link/")).status_code == 404
