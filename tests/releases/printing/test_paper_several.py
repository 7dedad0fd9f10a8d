"""A release on paper that several have to sign by hand."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral import ending
from practice.models import User
from releases.models import Mark, ReleaseDraft, Signature
from releases.printing import paper
from tests.cast import authority_of, contact_of
from tests.releases.printing.papers import footer_of, text_of
from tests.signed import draft_for

LINES = "Signing as A parent or guardian By what right:"


@pytest.fixture
def both(teo: Client, rosa: Contact, ada: User, finn: User) -> ReleaseDraft:
    """A release for Teo's aunt, which Rosa and Luis sign only together."""
    luis = contact_of(teo, "Luis Ortega", "father")
    for parent in (rosa, luis):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    return draft_for(contact_of(teo, "Ines Vance", "aunt"), ada)


def test_it_has_lines_for_each_who_has_to_sign(both: ReleaseDraft) -> None:
    text = text_of(paper.draft_paper(both))
    for name in ("Rosa Vance", "Luis Ortega"):
        assert f"Name {name} {LINES}" in text
    assert text.count("Name ") == 2


def test_who_signed_before_is_on_it_and_who_has_to_gets_lines(
    both: ReleaseDraft, ada: User, unprinted: None
) -> None:
    rosas = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="birth certificate",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
    )
    ending.sign(both, rosas, ada)
    both.refresh_from_db()
    pdf = paper.draft_paper(both)
    text = text_of(pdf)
    assert "Name Rosa Vance Signing as A parent or guardian: birth certificate" in text
    assert f"Name Luis Ortega {LINES}" in text
    assert "Not signed" in footer_of(pdf, 1)


def test_either_of_two_signs_on_the_same_lines(
    teo: Client, rosa: Contact, ada: User, finn: User
) -> None:
    authority_of(teo, ada, rosa, verified_by=finn)
    authority_of(teo, ada, "Luis Ortega", verified_by=finn)
    text = text_of(paper.draft_paper(draft_for(rosa, ada)))
    assert text.count("Date and time") == 1


def test_a_minor_of_fifteen_and_a_parent_sign_together_in_dc(
    teo: Client, rosa: Contact, ada: User
) -> None:
    Client.objects.filter(pk=teo.pk).update(state="DC")
    rosa.client.refresh_from_db()
    text = text_of(paper.draft_paper(draft_for(rosa, ada)))
    assert text.count("Date and time") == 2
    assert "Name Teo Vance Signing as The client, a minor" in text
