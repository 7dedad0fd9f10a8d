"""What the database keeps of a link to a form beside releases."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.models import (
    FormKind,
    ReleaseDraft,
    SignatureLink,
    SignedForm,
    SigningSession,
)
from tests.clock import DAY
from tests.formed import form_of, form_signed, taken_back
from tests.links import form_link_of
from tests.refusals import refused_by, run, words_of
from tests.releases.links.test_constraints import A, B

TEEN, ACK, CONSENT = (
    FormKind.CONFIDENTIALITY,
    FormKind.ACKNOWLEDGEMENT,
    FormKind.CONSENT,
)


def link(whose: Client, kind: FormKind = TEEN, **said: Any) -> SignatureLink:
    """Not saved."""
    now = timezone.now()
    return SignatureLink(
        **{
            "client": whose,
            "form_kind": kind,
            "language": "en",
            "made_by": whose.clinician,
            "signer": "Rosa Vance",
            "capacity": "parent",
            "made_at": now,
            "expires_at": now + 7 * DAY,
            "token_sha256": A,
            "version": B,
            **said,
        }
    )


def signed_by(link: SignatureLink, **said: Any) -> SignedForm:
    """On the screen, of the words that were read by it; not saved."""
    made = form_of(
        link.client,
        FormKind(link.form_kind),
        link.contact,
        signer=link.signer,
        mark="typed",
        typed_name=link.signer,
        whole=False,
        **said,
    )
    made.link = link
    return made


@pytest.fixture
def sent(teo: Client, ada: User) -> SignatureLink:
    """To Rosa, who has opened it."""
    made, _ = form_link_of(teo, TEEN, ada)
    run("UPDATE releases_signaturelink SET opened_at = clock_timestamp()")
    made.refresh_from_db()
    return made


def test_it_is_for_one_release_or_one_form(teo: Client, bens: ReleaseDraft) -> None:
    wrong: list[dict[str, Any]] = [
        {"draft": bens},
        {"client": None},
        {"form_kind": ""},
        {"form_kind": "letter"},
        {"language": " "},
        {"capacity": "clinician"},  # who signs as the practice has them
        {"capacity": "participant"},
    ]
    for said in wrong:
        assert words_of("link_is_of_one_paper", link(teo, **said))
        with refused_by("link_is_of_one_paper", "link_is_for_what_waits"):
            link(teo, **said).save()
    assert not words_of("link_is_of_one_paper", link(teo))
    link(teo).save()


def test_it_says_who_joins(teo: Client, rosa: Contact, ben: Contact) -> None:
    run("UPDATE clients_contact SET date_of_birth = '1980-01-01'")
    for made in (link(teo, contact=rosa), link(teo, ACK, capacity="participant")):
        assert words_of("link_says_who_joins", made)
        with refused_by("link_says_who_joins", "link_asks_whoever_joins"):
            made.save()
    joins = {"capacity": "participant", "contact": ben, "asks_birth_of": ben}
    with refused_by("link_contact_of_client", "link_is_for_what_waits"):
        link(teo, ACK, **joins).save()
    link(teo, ACK, capacity="participant", contact=rosa, asks_birth_of=rosa).save()


def test_whoever_joins_is_asked_their_own_date_of_birth(
    teo: Client, rosa: Contact
) -> None:
    joins = {"contact": rosa, "capacity": "participant"}
    assert words_of("link_asks_whoever_joins", link(teo, ACK, **joins))
    with refused_by("link_asks_whoever_joins"):
        link(teo, ACK, **joins).save()
    link(teo, ACK, **joins, asks_birth_of=rosa).save()


def test_one_is_open_for_each_signer_of_a_form(teo: Client) -> None:
    link(teo).save()
    another = link(teo, token_sha256=B, language="es")
    assert words_of("link_one_a_signer_of_a_form", another)
    with refused_by("link_one_a_signer_of_a_form"):
        another.save()
    link(teo, CONSENT, token_sha256=B).save()


def test_none_is_made_once_the_care_has_ended(teo: Client) -> None:
    run("UPDATE clients_client SET discharged_on = current_date WHERE id = %s", teo.pk)
    with refused_by("link_is_for_what_waits"):
        link(teo).save()
    run("UPDATE clients_client SET discharged_on = NULL WHERE id = %s", teo.pk)
    link(teo).save()


def test_a_teens_goes_nowhere_that_a_parent_reads(teo: Client, rosa: Contact) -> None:
    run("UPDATE clients_contact SET email = 'rosa@example.org'")
    teens = {"signer": "Teo Vance", "capacity": "teen"}
    with refused_by("link_goes_to_its_signer"):
        link(teo, email="Rosa@example.org", **teens).save()
    link(teo, email="teo@example.org", **teens).save()
    link(teo, email="rosa@example.org", token_sha256=B).save()  # Rosa's own


def test_a_childs_parent_is_not_reached_where_the_child_is(
    teo: Client, rosa: Contact
) -> None:
    run("UPDATE clients_contact SET phone = '555 867 5309'")
    for_rosa = {"capacity": "participants_parent", "contact": rosa}
    asked = {"asks_birth_of": rosa, "phone": "555-867-5309"}
    with refused_by("link_goes_to_its_signer"):
        link(teo, ACK, **for_rosa, **asked, signer="Ida Lind").save()
    link(teo, ACK, **for_rosa, **asked | {"phone": ""}, signer="Ida Lind").save()


def test_it_makes_one_signature(sent: SignatureLink) -> None:
    made = {"mark": "paper", "typed_name": ""}
    by_hand = signed_by(sent)
    for name, value in made.items():
        setattr(by_hand, name, value)
    assert words_of("form_by_link_on_a_screen", by_hand)
    with refused_by("form_by_link_on_a_screen"):
        by_hand.save()
    signed_by(sent).save()
    with refused_by("form_uses_its_link", "releases_signedform_link_id_key"):
        signed_by(sent).save()


def test_nobody_signs_by_one_that_was_not_opened(teo: Client, ada: User) -> None:
    made, _ = form_link_of(teo, TEEN, ada)
    with refused_by("form_uses_its_link"):
        signed_by(made).save()
    run("UPDATE releases_signaturelink SET opened_at = clock_timestamp()")
    signed_by(made).save()


def test_it_signs_what_it_is_for(sent: SignatureLink) -> None:
    other = signed_by(sent)
    other.signer = other.typed_name = "Ida Lind"
    with refused_by("form_uses_its_link"):
        other.save()
    consent = form_of(sent.client, CONSENT, signer="Rosa Vance", mark="typed")
    consent.typed_name, consent.link = "Rosa Vance", sent
    with refused_by("form_uses_its_link"):
        consent.save()
    signed_by(sent).save()


def test_the_words_that_it_signs_are_those_that_were_read(sent: SignatureLink) -> None:
    run("UPDATE releases_signaturelink SET version = %s", B)
    with refused_by("form_uses_its_link"):
        signed_by(sent).save()
    made = signed_by(sent)
    run("UPDATE releases_signaturelink SET version = %s", made.content_sha256)
    made.save()


def test_it_is_over_once_they_signed_elsewhere(sent: SignatureLink) -> None:
    form_signed(sent.client, TEEN, signer="Rosa Vance", whole=False)
    with refused_by("form_uses_its_link"):
        signed_by(sent).save()
    assert not SignatureLink.objects.standing().exists()


def test_it_is_over_once_everyone_has_signed(sent: SignatureLink) -> None:
    form_signed(sent.client, TEEN, signer="Ida Lind", whole=True)
    with refused_by("form_uses_its_link"):
        signed_by(sent).save()
    assert not SignatureLink.objects.standing().exists()


def test_it_is_over_once_the_form_was_taken_back(sent: SignatureLink) -> None:
    taken_back(form_signed(sent.client, TEEN, signer="Ida Lind", whole=False))
    with refused_by("form_uses_its_link"):
        signed_by(sent).save()
    assert not SignatureLink.objects.standing().exists()


def test_it_is_over_once_they_said_no(sent: SignatureLink) -> None:
    now = timezone.now()
    SigningSession.objects.create(
        client=sent.client,
        form_kind=TEEN,
        form_signer="parent-1",
        language="en",
        way="link",
        link=sent,
        key_hash=A,
        opened_by=sent.made_by,
        opened_at=now,
        last_seen=now,
        ended_at=now,
        ended_how="refused",
    )
    with refused_by("form_uses_its_link"):
        signed_by(sent).save()
    assert not SignatureLink.objects.standing().exists()


def test_it_stands_while_others_sign_beside(sent: SignatureLink) -> None:
    form_signed(sent.client, TEEN, signer="Ida Lind", whole=False)
    form_signed(sent.client, CONSENT, signer="Rosa Vance")
    assert SignatureLink.objects.standing().get() == sent
    signed_by(sent).save()


def test_whoever_signs_by_it_has_a_right_to(sent: SignatureLink) -> None:
    run("UPDATE clients_client SET date_of_birth = '1990-01-01'")
    with refused_by("form_is_signed_in_right"):
        signed_by(sent).save()
