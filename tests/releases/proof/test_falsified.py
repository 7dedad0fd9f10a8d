"""A release that someone changed past every trigger is named, and how it does not fit."""

from __future__ import annotations

import pytest

from clients.models import ConsentEvent, Contact, EventKind
from releases.models import Release
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.proof.falsify import (
    ANOTHER_PDF,
    CONTACT,
    DOCUMENT,
    GRANT,
    HASHED,
    PAPER,
    RELEASE,
    SIGNATURE,
    WORDS,
    falsify,
    said,
)

# What was done to Ben's release, which is in force, and what is said of it.
DONE = {
    "its wording": (
        DOCUMENT.format(WORDS),
        "its wording does not fit its hash",
    ),
    "its wording with its hash": (
        DOCUMENT.format(f"{WORDS}, {HASHED}"),
        "its wording does not fit its hash",
    ),
    "its expiry moved": (
        RELEASE.format("expires_at = expires_at + interval '1 day'"),
        "its end is not what the history tells; its last day is not what was signed",
    ),
    "its expiry moved by an hour": (
        RELEASE.format("expires_at = expires_at - interval '1 hour'"),
        "its end is not what the history tells",
    ),
    "its start moved": (
        RELEASE.format("effective_at = effective_at - interval '2 days'"),
        "its start is not what the history tells",
    ),
    "signed earlier": (
        RELEASE.format("signed_at = signed_at - interval '1 hour'"),
        "its time of signing is not what the history tells; its time of signing is not "
        "what was signed",
    ),
    "no longer ending with its signer's right": (
        RELEASE.format("authority_ends_at = signed_at + interval '1 day'"),
        "its end of the signer’s authority is not what the history tells; its signer’s "
        "authority ends on another day than was signed",
    ),
    "of another kind": (
        RELEASE.format("kind = 'psychotherapy_notes'"),
        "it is of another kind than was signed",
    ),
    "ended by another event": (
        RELEASE.format("expires_event = 'Never'"),
        "the event that ends it is not what was signed",
    ),
    "its signer": (
        SIGNATURE.format("signer = 'Ben Hart'"),
        "its signature is not the one that was signed",
    ),
    "its signer's right": (
        SIGNATURE.format("capacity = 'parent', authority = 'father'"),
        "its signature is not the one that was signed",
    ),
    "its mark": (
        SIGNATURE.format("typed_name = 'J. R.'"),
        "its signature is not the one that was signed",
    ),
    "its PDF": (PAPER.format("pdf = 'another'"), "its PDF does not fit its hash"),
    "its PDF with its hash": (
        PAPER.format(ANOTHER_PDF),
        "its PDF is not the one that was made when it was signed",
    ),
    "its PDF is gone": (
        "DELETE FROM releases_paper WHERE document_id = (SELECT document_id FROM releases_release WHERE id = %s)",
        "its PDF is not the one that was made when it was signed",
    ),
    "what it permits": (
        GRANT.format("what = 'diagnosis'"),
        "it permits more than was signed; it permits less than was signed",
    ),
    "what it permits is gone": (
        "DELETE FROM releases_grant WHERE release_id = %s AND what = 'skills'",
        "it permits less than was signed",
    ),
    "for how long it permits": (
        GRANT.format("release_in_force = tstzrange('2020-01-01', '2050-01-01')"),
        "what it permits does not match it",
    ),
    "revoked past the act": (
        RELEASE.format(
            "revoked_at = clock_timestamp(), revoked_by_id = 1, revocation_id = 0"
        ),
        "the record of its revocation is gone; the history tells of no revocation",
    ),
    "its contact renamed": (
        CONTACT.format("name = 'Victor Stone'"),
        "its contact is called otherwise, and the history tells of no correction",
    ),
    "its contact become someone else's": (
        CONTACT.format("relationship = 'ex-partner'"),
        "its contact is called otherwise, and the history tells of no correction",
    ),
    "deleted": (
        "DELETE FROM releases_release WHERE id = %s",
        "it is gone, and the history tells of it; what it permits does not match it",
    ),
    "what was signed deleted": (
        "DELETE FROM releases_document WHERE id = (SELECT document_id FROM releases_release WHERE id = %s)",
        "what was signed is gone",
    ),
}


@pytest.mark.parametrize("what", DONE)
def test_it_is_named_with_what_does_not_fit(
    bens: Release, marias: Release, what: str
) -> None:
    done, how = DONE[what]
    falsify(done, bens)
    assert said() == [f"Release {bens.pk} does not fit: {how}."]


def test_given_to_another_contact_it_is_found(
    bens: Release, maria: Contact, unprinted: None
) -> None:
    with triggers_off():
        run(RELEASE.format(f"contact_id = {maria.pk}"), bens.pk)
        run(
            f"UPDATE releases_grant SET contact_id = {maria.pk} WHERE release_id = %s",
            bens.pk,
        )
    (found,) = said()
    assert "it is for another contact than the history tells" in found


def test_a_second_signing_told_of_changes_nothing(bens: Release) -> None:
    """Who may write events cannot make falsified words good by one more of them."""
    with triggers_off():
        run(DOCUMENT.format(f"{WORDS}, {HASHED}"), bens.pk)
    ConsentEvent.objects.create(
        kind=EventKind.SIGNED,
        client=bens.client,
        clinician=bens.client.clinician,
        contact=bens.contact,
        release_id=bens.pk,
        detail={"content": "f" * 64},
    )
    (found,) = said()
    assert "the history tells twice that it was signed" in found


def test_a_release_slipped_in_is_found(bens: Release) -> None:
    with triggers_off():
        run("DELETE FROM clients_consentevent WHERE kind = 'signed'")
    (found,) = said()
    assert found == (
        f"Release {bens.pk} does not fit: the history does not tell that it was signed."
    )
