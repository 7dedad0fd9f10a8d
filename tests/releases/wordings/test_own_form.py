"""A practice funded under VAWA or FVPSA has a form of its own, and not the standard one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.drafts.usual import usual_terms
from releases.models import Release, ReleaseDraft, ReleaseWording
from releases.printing import paper
from releases.printing.form import NoOwnForm
from releases.signing.form import SignatureForm
from releases.terms.law import NO_OWN_FORM
from releases.terms.wording import shipped
from tests.bare import said_for
from tests.law import MORE
from tests.refusals import refused_by, words_of
from tests.releases.printing.papers import text_of
from tests.releases.signing.versions import version_of
from tests.room import sign_in_room
from tests.signed import EVERY_WAY, document_of, draft_for, sign

SIGNED = {
    "signer": "Jordan Reyes",
    "capacity": "client",
    "mark": "typed",
    "typed_name": "Jordan Reyes",
    "intends": "on",
}
SAID = "This is the practice’s own form."


@pytest.fixture
def draft(ben: Contact, ada: User, settings: Any) -> ReleaseDraft:
    """Prepared for Ben in a program for which the law says that."""
    settings.VAWA_FUNDED = True
    return draft_for(ben, ada)


@pytest.fixture
def own(nora: User) -> ReleaseWording:
    """The practice's own words, published."""
    return published(nora, "en")


def published(nora: User, code: str) -> ReleaseWording:
    said = shipped(code)
    return ReleaseWording.objects.create(
        language=code,
        version=2,
        lead="You decide, and nobody here asks you to.",
        agreement=said.agrees,
        statements=said.states,
        written_by=nora,
        published_at=timezone.now(),
        published_by=nora,
    )


def test_nothing_is_prepared_on_the_standard_form(
    ben: Contact, ada: User, draft: ReleaseDraft, nora: User
) -> None:
    sent = {
        **usual_terms(ben),
        **EVERY_WAY,
        "topics": ["sleep"],
        "purposes": ["support"],
    }
    assert DraftForm(ben, ada, sent).non_field_errors() == [NO_OWN_FORM]
    published(nora, "en")
    assert DraftForm(ben, ada, sent).errors == {}


def test_it_is_not_printed_filled_in_or_blank(
    draft: ReleaseDraft, settings: Any
) -> None:
    for printing in (paper.blank_paper, lambda: paper.draft_paper(draft)):
        with pytest.raises(NoOwnForm, match="may not use a standard release"):
            printing()
    settings.VAWA_FUNDED = False
    assert "You stay the client" in text_of(paper.draft_paper(draft))


def test_the_pages_say_so_and_nothing_is_signed(
    adas: Browser, draft: ReleaseDraft
) -> None:
    for path in (f"/drafts/{draft.pk}/", f"/drafts/{draft.pk}/signature/"):
        assert "funded under VAWA or FVPSA" in adas.get(path).content.decode()
    sent = {**SIGNED, "read": version_of(draft)}
    assert SignatureForm(draft, sent).non_field_errors() == [NO_OWN_FORM]
    assert sign_in_room(adas, f"/drafts/{draft.pk}/signature/", sent).status_code == 422
    assert not Release.objects.exists()


def test_once_it_is_published_its_own_form_is_signed_and_says_so(
    adas: Browser, draft: ReleaseDraft, own: ReleaseWording
) -> None:
    page = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert "On the practice’s own form" in page
    sent = {**SIGNED, "read": version_of(draft)}
    assert sign_in_room(adas, f"/drafts/{draft.pk}/signature/", sent).status_code == 302
    said = text_of(paper.as_signed(Release.objects.get()))
    assert "You decide, and nobody here asks you to." in said
    assert SAID in said


def test_it_has_to_be_in_the_language_of_the_client(
    draft: ReleaseDraft, own: ReleaseWording, nora: User
) -> None:
    draft.client.language = "Spanish"
    with pytest.raises(NoOwnForm):
        paper.draft_paper(draft)
    published(nora, "es")
    assert "Este formulario es propio" in text_of(paper.draft_paper(draft))


def test_a_practice_not_so_funded_says_nothing_of_it(
    ben: Contact, ada: User, own: ReleaseWording
) -> None:
    assert SAID not in text_of(paper.draft_paper(draft_for(ben, ada)))


def test_what_was_signed_on_the_standard_form_is_still_printed(
    ben: Contact, settings: Any
) -> None:
    release = sign(ben)
    settings.VAWA_FUNDED = True
    assert "You stay the client" in text_of(paper.as_signed(release))


def test_the_database_keeps_no_standard_form(ben: Contact, settings: Any) -> None:
    settings.VAWA_FUNDED = True
    said = said_for(ben)
    document = document_of(ben.client, said)
    assert words_of("document_meets_its_form", document) == MORE
    with refused_by("document_meets_its_form"):
        document.save()
    document_of(ben.client, {**said, "wording": 2}).save()
