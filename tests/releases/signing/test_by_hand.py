"""A paper that was signed by hand is entered, and nothing is in force by that alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from releases.models import Release, ReleaseDraft, SignedByHand
from releases.printing import paper
from releases.signing.by_hand_form import PaperForm
from releases.signing.marks import ANOTHER_PAPER
from releases.terms import content
from tests.bare import said_for
from tests.cast import authority_of
from tests.clock import DAY
from tests.law import MORE, correct
from tests.on_paper import days_ago, entered
from tests.refusals import refused_by, words_of
from tests.releases.printing.papers import footer_of
from tests.releases.signing.versions import version_of
from tests.signed import document_of, draft_for

ASKED = "The law that applies to this client asks for a signature by hand"


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    """Prepared for Ben, with something that needs initials."""
    return draft_for(ben, ada, sensitive_topics=["gender"])


def sent(draft: ReleaseDraft, **changes: Any) -> dict[str, Any]:
    """What is sent of a paper that Jordan signed today."""
    version = version_of(draft)
    return {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "initials_gender": "JR",
        "signed_on": timezone.localdate().isoformat(),
        "version_at_foot": version[:12],
        "intends": "on",
        "read": version,
        **changes,
    }


def test_a_paper_is_entered_and_nothing_is_in_force(
    adas: Browser, ada: User, draft: ReleaseDraft
) -> None:
    version = version_of(draft)
    assert version[:12] in footer_of(paper.draft_paper(draft), 1)
    more = {"witness": "Finn Doyle", "interpreter": "Ines Sol, Spanish"}
    answer = adas.post(f"/drafts/{draft.pk}/by-hand/", sent(draft, **more))
    assert answer.url == f"/drafts/{draft.pk}/check/"
    found = SignedByHand.objects.get()
    assert (found.signer, found.capacity, found.version) == (
        "Jordan Reyes",
        "client",
        version,
    )
    assert (found.initials, found.signed_on) == ({"gender": "JR"}, timezone.localdate())
    assert (found.witness, found.interpreter) == ("Finn Doyle", "Ines Sol, Spanish")
    assert (found.entered_by, found.passed) == (ada, None)
    assert not Release.objects.exists()
    page = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert "Signed, being checked" in page
    told = ConsentEvent.objects.get(kind=EventKind.PAPER_ENTERED)
    assert (told.actor, told.name_of("signer")) == (ada, "Jordan Reyes")


def test_case_21_a_paper_that_was_printed_and_filed_is_no_release(
    adas: Browser, draft: ReleaseDraft
) -> None:
    adas.get(f"/drafts/{draft.pk}/paper/")
    assert not Release.objects.exists()
    assert not SignedByHand.objects.exists()
    page = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert "Awaiting signature" in page


def test_where_nobody_may_sign_on_a_screen_the_way_leads_to_the_paper(
    adas: Browser, draft: ReleaseDraft
) -> None:
    correct("NY", esign_allowed=False)
    answer = adas.get(f"/drafts/{draft.pk}/signature/")
    assert answer.url == f"/drafts/{draft.pk}/by-hand/"
    page = adas.get(answer.url).content.decode()
    assert ASKED in page
    assert "data-signature-pad" not in page
    before = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert "Sign on the screen" not in before


def test_elsewhere_both_ways_are_open(adas: Browser, draft: ReleaseDraft) -> None:
    page = adas.get(f"/drafts/{draft.pk}/").content.decode()
    assert "Sign on the screen" in page
    assert "It was signed on paper" in page
    assert ASKED not in adas.get(f"/drafts/{draft.pk}/by-hand/").content.decode()


@pytest.mark.parametrize("foot", ["", "0000000", "{version:.5}", "{version:.11}!"])
def test_another_paper_is_not_entered(draft: ReleaseDraft, foot: str) -> None:
    version = version_of(draft)
    foot = foot.format(version=version)
    form = PaperForm(draft, sent(draft, version_at_foot=foot))
    (said,) = form.errors["version_at_foot"]
    assert said in (
        ANOTHER_PAPER.format(version=version[:12]),
        "This field is required.",
    )
    for enough in (version[:6].upper(), version):
        again = sent(draft, version_at_foot=f" {enough} ")
        assert PaperForm(draft, again).errors == {}


def test_a_paper_printed_before_the_release_was_changed_is_not_entered(
    draft: ReleaseDraft,
) -> None:
    before = version_of(draft)[:12]
    draft.details = "Not about the move."
    draft.save()
    form = PaperForm(draft, sent(draft, version_at_foot=before))
    assert list(form.errors) == ["version_at_foot"]


def test_whoever_enters_it_has_the_paper_in_hand(draft: ReleaseDraft) -> None:
    said = sent(draft)
    del said["intends"]
    form = PaperForm(draft, said)
    assert form.errors == {"intends": ["Tick this to enter the paper."]}


def test_no_paper_is_entered_that_is_dated_ahead(draft: ReleaseDraft) -> None:
    tomorrow = timezone.localdate() + DAY
    form = PaperForm(draft, sent(draft, signed_on=tomorrow.isoformat()))
    assert form.errors == {"signed_on": ["It was signed today or before."]}


def test_no_paper_is_entered_from_before_its_words_were_there(
    draft: ReleaseDraft,
) -> None:
    yesterday = timezone.localdate() - DAY
    form = PaperForm(draft, sent(draft, signed_on=yesterday.isoformat()))
    (said,) = form.errors["signed_on"]
    assert said.startswith("On that day this release was not worded so yet")


def test_whoever_had_no_right_on_that_day_signed_nothing(
    teo: Client, rosa: Contact, ada: User, cleo: User
) -> None:
    today = timezone.localdate()
    authority_of(teo, ada, rosa, verified_by=cleo, starts_on=today)
    draft = draft_for(rosa, ada)
    days_ago(draft, 3)
    version = content.sha256_of(content.of_draft(draft, "parent"))
    said = sent(
        draft,
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        read=version,
        version_at_foot=version,
    )
    before = said | {"signed_on": (today - DAY).isoformat()}
    (why,) = PaperForm(draft, before).errors["signed_on"]
    assert why.endswith("nothing on file let Rosa Vance sign. Look at the date again.")
    assert PaperForm(draft, said).errors == {}


def test_a_paper_is_entered_once(adas: Browser, ada: User, draft: ReleaseDraft) -> None:
    entered(draft, ada)
    answer = adas.post(f"/drafts/{draft.pk}/by-hand/", sent(draft))
    assert answer.url == f"/drafts/{draft.pk}/check/"
    assert SignedByHand.objects.count() == 1


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


def test_a_draft_in_a_list_says_that_it_is_being_checked(
    adas: Browser, ada: User, draft: ReleaseDraft
) -> None:
    entered(draft, ada)
    for address in ("/releases/", f"/clients/{draft.client_id}/"):
        assert "Signed, being checked" in adas.get(address).content.decode()
