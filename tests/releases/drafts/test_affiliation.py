"""In Washington a release says to which institution whoever is told belongs: RCW 70.02.030."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.drafts.law import NO_AFFILIATION
from releases.drafts.usual import usual_terms
from releases.models import ReleaseDraft
from releases.printing import paper
from releases.signing.form import SignatureForm
from releases.terms import content
from releases.terms.law import UNSAID
from tests.bare import said_for
from tests.law import MORE
from tests.refusals import refused_by, words_of
from tests.releases.printing.papers import text_of
from tests.releases.signing.versions import version_of
from tests.signed import EVERY_WAY, document_of, draft_for, sign

SIGNED = {
    "signer": "Jordan Reyes",
    "capacity": "client",
    "mark": "typed",
    "typed_name": "Jordan Reyes",
    "intends": "on",
}
TITLE = "Their institution"


@pytest.fixture
def jordan(jordan: Client) -> Client:
    jordan.state = "WA"
    jordan.save()
    return jordan


def form_of(ben: Contact, ada: User, **said: Any) -> DraftForm:
    terms = {"topics": ["sleep"], "purposes": ["support"], **EVERY_WAY}
    return DraftForm(ben, ada, {**usual_terms(ben), **terms, **said})


def test_washington_asks_for_it_and_none_will_do(ben: Contact, ada: User) -> None:
    assert form_of(ben, ada).errors["affiliation"] == [NO_AFFILIATION]
    assert form_of(ben, ada, affiliation=" ").errors["affiliation"] == [NO_AFFILIATION]
    assert form_of(ben, ada, affiliation="none").errors == {}
    ben.client.state = "OR"
    elsewhere = form_of(ben, ada)
    assert elsewhere.errors == {}
    assert "affiliation" not in elsewhere.fields


def test_it_is_asked_of_a_client_who_is_in_washington_on_the_screen(
    ben: Contact, ada: User
) -> None:
    ben.client.state = "OR"
    assert "affiliation" not in form_of(ben, ada).fields
    ben.client.video_state = "WA"
    assert form_of(ben, ada).errors["affiliation"] == [NO_AFFILIATION]


def test_it_begins_with_where_they_take_part_for_and_a_renewal_carries_it_on(
    ben: Contact,
) -> None:
    ben.organisation = "Hope House"
    assert usual_terms(ben)["affiliation"] == "Hope House"
    said_in_wa(ben)
    assert usual_terms(ben)["affiliation"] == "Lincoln High School"


def said_in_wa(ben: Contact) -> ReleaseDraft:
    """What was signed for Ben while he taught."""
    draft = sign(ben, affiliation="Lincoln High School").draft
    assert draft is not None
    return draft


def test_it_stands_on_the_page_and_on_the_paper(
    ben: Contact, ada: User, adas: Browser
) -> None:
    draft = draft_for(ben, ada, affiliation="Lincoln High School")
    assert f"{TITLE} Lincoln High School" in text_of(paper.draft_paper(draft))
    page = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert "<dd>Lincoln High School</dd>" in page
    ben.client.state = "OR"
    ben.client.save()
    draft.client.refresh_from_db()
    assert TITLE not in text_of(paper.draft_paper(draft))
    assert TITLE not in adas.get(f"/drafts/{draft.pk}/").content.decode()


@pytest.mark.django_db
def test_a_blank_form_of_a_practice_there_has_a_line_for_it(settings: Any) -> None:
    assert TITLE not in text_of(paper.blank_paper())
    settings.PRACTICE_STATE = "WA"
    assert TITLE in text_of(paper.blank_paper())


def test_what_was_prepared_before_the_client_moved_there_is_not_signed(
    ben: Contact, ada: User
) -> None:
    draft = draft_for(ben, ada, affiliation="")
    form = SignatureForm(draft, {**SIGNED, "read": version_of(draft)})
    assert form.non_field_errors() == [UNSAID]
    draft.affiliation = "none"
    draft.save()
    assert SignatureForm(draft, {**SIGNED, "read": version_of(draft)}).errors == {}


def test_the_database_keeps_none_that_leaves_it_out(ben: Contact) -> None:
    said = said_for(ben)
    assert said["form"]["affiliation"]
    for missing in (" ", None):
        contact = {**said["contact"], "affiliation": missing}
        document = document_of(ben.client, {**said, "contact": contact})
        assert words_of("document_meets_its_form", document) == MORE
        with refused_by("document_meets_its_form"):
            document.save()
    contact = {**said["contact"], "affiliation": "none"}
    document_of(ben.client, {**said, "contact": contact}).save()


@pytest.mark.parametrize("form", [{}, {"min_font_pt": "large"}, []])
def test_a_form_that_says_nothing_is_refused(ben: Contact, form: Any) -> None:
    ben.client.state = "OR"
    said = said_for(ben)
    with refused_by("document_meets_its_form"):
        document_of(ben.client, {**said, "form": form}).save()
    del said["form"]
    document_of(ben.client, said).save()


def test_the_institution_is_part_of_what_is_signed(ben: Contact, ada: User) -> None:
    day: date = timezone.localdate()
    draft = draft_for(ben, ada, affiliation="Lincoln High School")
    before = content.sha256_of(content.of_draft(draft, day=day))
    draft.affiliation = "Lincoln High"
    assert content.sha256_of(content.of_draft(draft, day=day)) != before
