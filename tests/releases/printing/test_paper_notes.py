"""The paper of notes that are kept apart names them, and no session."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from releases.models import Kind
from releases.printing import form, paper
from releases.terms import content, read
from releases.terms.read_back import read_back
from tests.notes import notes_for
from tests.releases.printing.papers import opened, text_of

OF_SESSIONS = ["hold a session", "joins to help", "Sensitive", "How they join", "Joint"]


@pytest.mark.parametrize("kind", [each for each in Kind if each != Kind.GENERAL])
def test_the_paper_of_notes_is_about_these_alone(ben: Contact, kind: Kind) -> None:
    draft = notes_for(ben, ben.client.clinician, kind, details="Of May")
    pdf = paper.draft_paper(draft)
    said = text_of(pdf)
    assert len(opened(pdf).pages) <= form.PAGES
    assert said.count(kind.label) == 1
    assert read(content.of_draft(draft)).notes in said
    assert "If you do not, it changes nothing" in said
    assert [words for words in OF_SESSIONS if words in said] == []


def test_notes_are_read_back_as_what_they_are(ben: Contact) -> None:
    kind = Kind.PSYCHOTHERAPY_NOTES
    draft = notes_for(ben, ben.client.clinician, kind)
    terms = read(content.of_draft(draft))
    first, second, *_ = read_back(terms, timezone.localdate())
    assert "may see these notes about you" in first
    assert "may see nothing else by this, and join no session." in second


def test_they_are_named_in_spanish_too(ben: Contact, jordan: Client) -> None:
    jordan.language = "Spanish"
    jordan.save()
    draft = notes_for(
        Contact.objects.get(pk=ben.pk),
        jordan.clinician,
        Kind.SUD_COUNSELING_NOTES,
    )
    said = text_of(paper.draft_paper(draft))
    assert "notas de consejería por consumo de sustancias" in said
    assert "Nada depende de esto" in said
    assert "notes" not in said
