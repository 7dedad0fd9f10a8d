"""Releases changed past every trigger, as a superuser can, and what is said of them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from clients.law.signers import Capacity
from clients.models import Contact
from collateral import ending
from practice.models import User
from releases.models import Mark, Release, Signature
from releases.proof.verification import verify_releases
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.signed import draft_for

RELEASE = "UPDATE releases_release SET {} WHERE id = %s"
DOCUMENT = "UPDATE releases_document SET {} WHERE id = (SELECT document_id FROM releases_release WHERE id = %s)"
SIGNATURE = "UPDATE releases_signature SET {} WHERE document_id = (SELECT document_id FROM releases_release WHERE id = %s)"
PAPER = "UPDATE releases_paper SET {} WHERE document_id = (SELECT document_id FROM releases_release WHERE id = %s)"
CONTACT = "UPDATE clients_contact SET {} WHERE id = (SELECT contact_id FROM releases_release WHERE id = %s)"
GRANT = "UPDATE releases_grant SET {} WHERE release_id = %s AND what = 'skills'"
WORDS = """content = jsonb_set(content, '{off_limits}', '"Nothing."')"""
HASHED = "content_sha256 = repeat('f', 64)"
ANOTHER_PDF = "pdf = 'another', sha256 = encode(sha256('another'), 'hex')"


def signed_on_screen(contact: Contact, by: User, days: int = 90) -> Release:
    """By the act itself, with its paper and its event."""
    expires_on = timezone.localdate() + timedelta(days=days)
    draft = draft_for(contact, by, expires_on=expires_on)
    name = contact.client.legal_name
    signature = Signature(
        signer=name, capacity=Capacity.CLIENT, mark=Mark.TYPED, typed_name=name
    )
    release, _ = ending.sign(draft, signature, by)
    return release


def falsify(done: str, release: Release) -> None:
    """Whoever knows their way has what is permitted follow."""
    with triggers_off():
        assert run(done, release.pk) == 1
        run(
            "UPDATE releases_grant SET release_in_force = mine.in_force"
            " FROM releases_release AS mine"
            " WHERE mine.id = release_id AND release_id = %s"
            " AND upper(release_in_force) < '2049-01-01'",
            release.pk,
        )


def said() -> list[str]:
    """What the verification says of each release that does not fit."""
    return [str(each) for each in verify_releases().misfits]
