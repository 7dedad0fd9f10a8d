"""A document is of a kind and of its client, whatever release is signed by it."""

from __future__ import annotations

import pytest
from django.db import transaction

from clients.models import Contact
from releases.models import Document, Release
from tests.bare import said_for
from tests.clock import DAY, local
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import document_of, sign

MARCH, AUGUST = local("2026-03-02"), local("2026-08-03")


@pytest.fixture
def release(ben: Contact) -> Release:
    return sign(ben, MARCH, AUGUST)


def test_a_document_is_of_a_kind_and_of_its_client(
    release: Release, lee: Contact
) -> None:
    wrong = document_of(release.client, said_for(release.contact))
    assert words_of("document_has_a_kind", wrong) == ""
    wrong.kind = "letter"
    assert words_of("document_has_a_kind", wrong) == "Say what was signed."
    with refused_by("document_has_a_kind"):
        wrong.save()
    theirs = document_of(lee.client, said_for(lee))
    theirs.save()
    assert words_of("release_document_of_client", release) == ""
    release.document = theirs
    assert words_of("release_document_of_client", release) == (
        "A release is its own client's document."
    )
    release.pk, release.draft_id, release._state.adding = None, None, True
    release.effective_at = AUGUST
    release.expires_at = AUGUST + DAY
    with refused_by("release_document_of_client"), transaction.atomic():
        release.save()
    assert Document.objects.count() == 2


def test_a_document_is_referred_to_with_its_client(release: Release) -> None:
    assert words_of("document_client_key", release.document) == ""
    settle()
    run("ALTER TABLE releases_document DROP CONSTRAINT releases_document_pkey CASCADE")
    with refused_by("document_client_key"):
        run("INSERT INTO releases_document SELECT * FROM releases_document")
