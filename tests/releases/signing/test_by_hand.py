"""Where the law lets nobody sign on a screen, the paper is printed, signed, and entered."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from releases.models import Mark, Release, ReleaseDraft
from releases.printing import paper
from releases.signing.form import SignatureForm
from releases.signing.marks import ANOTHER_PAPER
from tests.law import MORE, correct
from tests.refusals import refused_by, words_of
from tests.releases.printing.papers import footer_of, text_of
from tests.releases.signing.versions import version_of
from tests.signed import document_of, draft_for, said_for

ASKED = "The law that applies to this client asks for a signature by hand"


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    """Prepared for Ben, where a signature is ink on paper."""
    correct("NY", esign_allowed=False)
    return draft_for(ben, ada, sensitive_topics=["gender"])


def entered(draft: ReleaseDraft, **changes: Any) -> dict[str, Any]:
    """What is sent of a paper that Jordan signed."""
    version = version_of(draft)
    return {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "initials_gender": "JR",
        "version_at_foot": version[:12],
        "intends": "on",
        "read": version,
        **changes,
    }


def test_the_page_offers_to_print_and_enter_and_no_pad(
    adas: Browser, draft: ReleaseDraft
) -> None:
    page = adas.get(f"/drafts/{draft.pk}/signature/").content.decode()
    assert ASKED in page
    assert "Enter the signed paper" in page
    assert "data-signature-pad" not in page
    assert "Type your full name" not in page
    before = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert ASKED in before
    assert "Sign on the screen" not in before


def test_elsewhere_it_is_signed_on_the_screen(
    adas: Browser, ben: Contact, ada: User
) -> None:
    draft = draft_for(ben, ada)
    page = adas.get(f"/drafts/{draft.pk}/signature/").content.decode()
    assert ASKED not in page
    assert "Hand over" in page


def test_the_paper_that_was_signed_makes_the_release(
    adas: Browser, draft: ReleaseDraft
) -> None:
    version = version_of(draft)
    assert version[:12] in footer_of(paper.draft_paper(draft), 1)
    answer = adas.post(f"/drafts/{draft.pk}/signature/", entered(draft))
    assert answer.status_code == 302
    release = Release.objects.get()
    signature = release.document.signatures.get()
    assert (signature.mark, signature.typed_name, signature.strokes) == (
        "paper",
        "",
        [],
    )
    assert signature.initials == {"gender": "JR"}
    assert "By hand, on paper that the practice keeps" in text_of(
        paper.as_signed(release)
    )
    page = adas.get(f"/releases/{release.pk}/").content.decode()
    assert "by hand on paper" in page


@pytest.mark.parametrize("foot", ["", "0000000", "{version:.5}", "{version:.11}!"])
def test_another_paper_is_not_entered(draft: ReleaseDraft, foot: str) -> None:
    version = version_of(draft)
    foot = foot.format(version=version)
    form = SignatureForm(draft, entered(draft, version_at_foot=foot))
    (said,) = form.errors["version_at_foot"]
    assert said in (
        ANOTHER_PAPER.format(version=version[:12]),
        "This field is required.",
    )
    for enough in (version[:6].upper(), version):
        sent = entered(draft, version_at_foot=f" {enough} ")
        assert SignatureForm(draft, sent).errors == {}


def test_a_paper_printed_before_the_release_was_changed_is_not_entered(
    draft: ReleaseDraft,
) -> None:
    before = version_of(draft)[:12]
    draft.details = "Not about the move."
    draft.save()
    form = SignatureForm(draft, entered(draft, version_at_foot=before))
    assert list(form.errors) == ["version_at_foot"]


def test_whoever_enters_it_has_the_paper_in_hand(draft: ReleaseDraft) -> None:
    sent = entered(draft)
    del sent["intends"]
    form = SignatureForm(draft, sent)
    assert form.errors == {"intends": ["Tick this to enter the paper."]}


@pytest.mark.parametrize("mark", ["typed", "drawn"])
def test_a_mark_on_the_screen_is_not_asked_whatever_is_sent(
    draft: ReleaseDraft, mark: str, rf: Any
) -> None:
    sent = entered(draft, mark=mark, typed_name="Jordan Reyes")
    form = SignatureForm(draft, sent)
    assert form.is_valid()
    assert form.signature(rf.post("/")).mark == Mark.PAPER


def test_the_database_keeps_nothing_there_that_was_signed_on_a_screen(
    ben: Contact,
) -> None:
    correct("NY", esign_allowed=False)
    said = said_for(ben)
    document = document_of(ben.client, said)
    assert words_of("document_meets_its_form", document) == (MORE)
    with refused_by("document_meets_its_form"):
        document.save()
    (signature,) = said["signatures"]
    by_hand = [{**signature, "mark": "paper", "typed_name": ""}]
    document_of(ben.client, {**said, "signatures": by_hand}).save()
