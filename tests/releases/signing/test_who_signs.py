"""The client signs as the client; whoever else signs says in what right, and by what."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from clients.law.signers import says_a_right
from clients.models import Client, Contact
from practice.models import User
from releases.models import Mark, Signature
from releases.signing.form import SignatureForm
from tests.bare import said_for
from tests.cast import emancipated
from tests.clock import DAY, local
from tests.refusals import refused_by, run
from tests.releases.signing.versions import version_of
from tests.signed import document_of, draft_for

THE_CLIENT = (
    "The client signs as Jordan Reyes or Jo Reyes-O'Neil. Whoever else signs says below "
    "in what right."
)


@pytest.fixture
def jo(jordan: Client) -> Client:
    """Jordan, whom people call Jo."""
    jordan.chosen_name = "Jo Reyes-O'Neil"
    jordan.save()
    return jordan


def filled(contact: Contact, **typed: Any) -> SignatureForm:
    """What the form for ``contact`` makes of what was ``typed``."""
    draft = draft_for(contact, contact.client.clinician)
    signs = {"mark": "typed", "typed_name": typed["signer"], "intends": "on"}
    return SignatureForm(draft, {**signs, "read": version_of(draft), **typed})


def enter(contact: Contact, **made: Any) -> None:
    """Write a signature past the form."""
    document = document_of(contact.client, said_for(contact))
    document.save()
    typed = {"mark": Mark.TYPED, "typed_name": made["signer"]}
    at = {"signed_at": local("2026-03-02"), "time_zone": "UTC"}
    Signature.objects.create(document=document, **{**typed, **at, **made})


@pytest.mark.parametrize(
    "signer", ["Jordan Reyes", "JORDAN  REYES", "Jórdan Reyes", "jo reyes o’neil"]
)
def test_the_client_signs_by_either_name(jo: Client, ben: Contact, signer: str) -> None:
    assert filled(ben, signer=signer, capacity="client").errors == {}
    ben.refresh_from_db()
    enter(ben, signer=signer, capacity="client")


@pytest.mark.parametrize("signer", ["Ben Hart", "Jordan", "Jordan Reyes Jr", "J.", "-"])
def test_nobody_else_signs_as_the_client(jo: Client, ben: Contact, signer: str) -> None:
    form = filled(ben, signer=signer, capacity="client")
    assert form.errors["signer"] == [THE_CLIENT]
    ben.refresh_from_db()
    with refused_by("signature_bears_the_clients_name"):
        enter(ben, signer=signer, capacity="client")


def test_nobody_else_signs_as_a_minor_who_may_consent(rosa: Contact) -> None:
    by_law = {"capacity": "minor", "ground": "16 or over, by state law"}
    form = filled(rosa, signer="Rosa Vance", **by_law)
    assert form.errors.keys() == {"signer"}
    assert filled(rosa, signer="Teo Vance", **by_law).errors == {}
    with refused_by("signature_bears_the_clients_name"):
        enter(rosa, signer="Rosa Vance", capacity="minor", authority="by state law")
    enter(rosa, signer="Teo Vance", capacity="minor", authority="by state law")


def test_the_name_is_the_one_that_was_signed_under(
    jordan: Client, ben: Contact
) -> None:
    """Whatever the client is called today."""
    said = said_for(ben)
    Client.objects.filter(pk=jordan.pk).update(legal_name="Alex Stone")
    document = document_of(jordan, said)
    document.save()
    insert = (
        "INSERT INTO releases_signature (document_id, signer, capacity, authority, mark, "
        "strokes, typed_name, initials, signed_at, time_zone, device, witness) VALUES "
        "(%s, %s, 'client', '', 'typed', '[]', 'x', '{}', now(), 'UTC', '', '')"
    )
    with refused_by("signature_bears_the_clients_name"):
        run(insert, document.pk, "Alex Stone")
    assert run(insert, document.pk, "Jordan Reyes") == 1


@pytest.mark.parametrize("said", ["", ".", "..", "12", "me", "?!", "m.e."])
def test_no_answer_names_a_right(rosa: Contact, said: str) -> None:
    """45 CFR 164.508(c)(1)(vi)."""
    parent = {"signer": "Rosa Vance", "capacity": "parent"}
    form = filled(rosa, **parent, authority=said)
    message = "Describe the signer's authority to act for the client."
    assert form.errors == {"authority": [message]}
    name = "signature_says_a_right" if said else "signature_authority_described"
    with refused_by(name):
        enter(rosa, **parent, authority=said)


@pytest.mark.parametrize("said", ["mom", "Mother, with legal custody", "母", "أم"])
def test_a_few_letters_name_one(rosa: Contact, said: str) -> None:
    assert says_a_right(said)
    parent = {"signer": "Rosa Vance", "capacity": "parent"}
    assert filled(rosa, **parent, authority=said).errors == {}
    enter(rosa, **parent, authority=said)


def test_a_minor_is_asked_for_the_ground_alone(
    rosa: Contact, rf: RequestFactory
) -> None:
    """Not for authority to act: they act for themselves."""
    minor = {"signer": "Teo Vance", "capacity": "minor"}
    form = filled(rosa, **minor, authority="mother, with legal custody")
    message = "Say on what ground the client may consent alone."
    assert form.errors == {"ground": [message]}
    form = filled(rosa, **minor, ground="16 or over", authority="of no concern")
    assert form.errors == {}
    assert form.signature(rf.post("/")).authority == "16 or over"


def test_nobody_is_asked_what_does_not_concern_them(
    ada: User, ben: Contact, rosa: Contact, rf: RequestFactory
) -> None:
    adults, minors = (
        SignatureForm(draft_for(ben, ada)),
        SignatureForm(draft_for(rosa, ada)),
    )
    assert "ground" not in adults.fields
    assert {"authority", "ground"} <= minors.fields.keys()
    typed = {"signer": "Jordan Reyes", "capacity": "client", "authority": "."}
    form = filled(ben, **typed)
    assert form.errors == {}
    assert form.signature(rf.post("/")).authority == ""


def test_an_emancipated_minor_is_not_called_of_age(teo: Client, rosa: Contact) -> None:
    parent = {"signer": "Rosa Vance", "capacity": "parent", "authority": "mother"}
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    teo.refresh_from_db()
    rosa.client = teo
    form = filled(rosa, **parent)
    message = "Teo Vance is emancipated and signs in person, or an agent does."
    assert form.errors["capacity"] == [message]
    teo.date_of_birth -= 10 * 366 * DAY
    teo.save()
    said = filled(rosa, **parent).errors["capacity"]
    assert said == ["Teo Vance is of age and signs in person, or an agent does."]
