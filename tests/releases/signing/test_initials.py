"""Initials are the signer's own."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.models import Document, Signature
from releases.signing.form import SignatureForm
from releases.signing.initials import are_of
from tests.bare import said_for
from tests.refusals import refused_by, words_of
from tests.releases.signing.versions import version_of
from tests.signed import document_of, draft_for, sign, signature_of

NAME = "signature_has_the_signers_initials"
OWN = [
    ("JR", "Jordan Reyes"),
    ("j. r.", "Jordan Reyes"),
    ("R", "Jordan Reyes"),
    ("JAR", "Jordan Alex Reyes"),
    ("JR", "Jordan Alex Reyes"),
    ("EO", "Élodie O’Neil"),
    ("EON", "Élodie O’Neil"),
    ("Ö", "Ola Berg"),
    ("AMR", "Anne-Marie Roy"),
    ("王", "王小明"),
    ("小明", "王小明"),
    ("س", "سلمى"),
]
ANOTHERS = [
    ("ZZ9", "Jordan Reyes"),
    ("RJ", "Jordan Reyes"),
    ("JO", "Jordan Reyes"),
    ("JJ", "Jordan Reyes"),
    (".", "Jordan Reyes"),
    ("9", "Jordan Reyes"),
    ("%", "Jordan Reyes"),
    ("明小", "王小明"),
]


@pytest.mark.parametrize(("initials", "signer"), OWN)
def test_they_begin_the_words_of_the_name(initials: str, signer: str) -> None:
    assert are_of(initials, signer)


@pytest.mark.parametrize(("initials", "signer"), ANOTHERS)
def test_others_do_not(initials: str, signer: str) -> None:
    assert not are_of(initials, signer)


@pytest.fixture
def document(jordan: Client, ben: Contact) -> Document:
    found = document_of(jordan, said_for(ben))
    found.save()
    return found


def made(document: Document, initials: str, signer: str) -> Signature:
    """Signed as an agent, who may have any name; not saved."""
    signature = signature_of(document.client, timezone.now())
    signature.signer, signature.initials = signer, {"hiv": initials}
    signature.capacity, signature.authority = "agent", "by letters of the court"
    signature.document = document
    return signature


@pytest.mark.parametrize(("initials", "signer"), OWN)
def test_the_database_takes_the_signers_own(
    document: Document, initials: str, signer: str
) -> None:
    signature = made(document, initials, signer)
    assert words_of(NAME, signature) == ""
    signature.save(force_insert=True)


@pytest.mark.parametrize(("initials", "signer"), ANOTHERS)
def test_the_database_takes_no_others(
    document: Document, initials: str, signer: str
) -> None:
    with refused_by(NAME):
        made(document, initials, signer).save(force_insert=True)


def test_the_form_says_whose_are_asked_for(ada: User, ben: Contact) -> None:
    sign(ben)
    draft = draft_for(ben, ada, sensitive_topics=["hiv"])
    sent = {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
        "read": version_of(draft),
        "initials_hiv": "ZZ9",
    }
    form = SignatureForm(draft, sent)
    assert form.errors == {
        "initials_hiv": ["Jordan Reyes writes their own initials here, such as JR."]
    }
    assert SignatureForm(draft, {**sent, "initials_hiv": "jr"}).is_valid()
