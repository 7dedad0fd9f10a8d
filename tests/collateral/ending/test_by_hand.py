"""A paper that a second person has checked is the release that it says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact, EventKind
from collateral.ending.by_hand import passes
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import start_of
from releases.models import Release, ReleaseDraft
from releases.printing.pictures import pictures_of
from releases.proof.evidence import with_evidence
from releases.proof.fit import changed
from releases.signing.by_hand import CheckedAlready, enter, send_back
from releases.signing.sign import DraftChanged
from releases.terms import read
from tests.clock import DAY
from tests.law import correct
from tests.on_paper import days_ago, entered, printed, said_of, scanned
from tests.refusals import refused_by, run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import read as read_history
from tests.releases.proof.falsify import SIGNATURE
from tests.signed import by_acts, draft_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(ben, ada, sensitive_topics=["gender"])


def test_it_counts_from_its_check_and_says_when_it_was_signed(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    days_ago(draft, 2)
    signed_on = timezone.localdate() - 2 * DAY
    printed(draft, ada)
    days_ago(draft, 2)
    paper = entered(draft, ada, signed_on=signed_on)
    before = timezone.now()
    release, held = passes(paper, cleo)
    assert release is not None
    assert held == []
    assert release.effective_at >= before
    assert release.in_force.lower >= before
    (said,) = read(release.document.content).signatures
    assert said["signed_on"] == signed_on.isoformat()
    day, checked = said["signed_at_label"].split("; ")
    assert f"{signed_on:%b} {signed_on.day}, {signed_on.year}" in day
    assert checked.startswith("checked against the paper ")
    signature = release.document.signatures.get()
    assert (signature.mark, signature.signed_on) == ("paper", signed_on)
    assert signature.by_hand.checked_by == cleo
    assert changed(with_evidence(Release.objects.all()).get()) == []


def test_one_that_starts_later_counts_from_its_first_day(
    ben: Contact, ada: User, cleo: User
) -> None:
    starts = timezone.localdate() + 5 * DAY
    draft = draft_for(ben, ada, effective_on=starts)
    release, _ = passes(entered(draft, ada), cleo)
    assert release is not None
    assert release.effective_at == start_of(starts)


def test_the_initials_on_paper_grant_what_needs_them(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    release, _ = passes(entered(draft, ada), cleo)
    assert release is not None
    assert "gender" in set(release.grants.values_list("what", flat=True))


def test_nobody_checks_what_they_entered(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    with refused_by("by_hand_checked_by_another"):
        passes(paper, ada)
    assert not Release.objects.exists()
    passes(paper, cleo)


def test_a_practice_of_one_checks_alone_and_its_history_says_so(
    draft: ReleaseDraft, ada: User, settings: object
) -> None:
    settings.CHECK_PAPER_ALONE = True  # type: ignore[attr-defined]
    passes(entered(draft, ada), ada)
    told = by_acts().get(kind=EventKind.PAPER_CHECKED)
    assert told.detail["alone"] is True


def test_the_setting_helps_nobody_where_there_are_two(
    draft: ReleaseDraft, ada: User, cleo: User, settings: object
) -> None:
    settings.CHECK_PAPER_ALONE = True  # type: ignore[attr-defined]
    with refused_by("by_hand_checked_by_another"):
        passes(entered(draft, ada), ada)


def test_what_does_not_fit_is_sent_back_and_nothing_is_in_force(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    send_back(paper, {"dates": "The year is struck through."}, cleo)
    assert not Release.objects.exists()
    told = by_acts().get(kind=EventKind.PAPER_RETURNED)
    assert told.reason == "The year is struck through."
    with pytest.raises(CheckedAlready):
        passes(paper, cleo)
    passes(entered(draft, ada), cleo)  # entered anew


def test_without_its_pages_it_does_not_pass(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = said_of(draft, ada)
    paper.save()
    with pytest.raises(DraftChanged):
        passes(paper, cleo)
    scanned(printed(draft, ada), ada, 2)
    with refused_by("by_hand_has_its_pages"):
        passes(paper, cleo)


def test_a_draft_that_says_something_else_by_now_does_not_pass(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    draft.details = "Not about the move."
    draft.save()
    with pytest.raises(DraftChanged):
        passes(paper, cleo)
    assert not Release.objects.exists()


def test_pages_that_nobody_looked_at_do_not_pass(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    with pytest.raises(DraftChanged):
        passes(entered(draft, ada), cleo, pages="of another day")


def test_the_longest_term_counts_from_the_day_of_the_signature(
    ben: Contact, ada: User, cleo: User
) -> None:
    today = timezone.localdate()
    correct("NY", max_days=30)
    for days, lets in ((28, True), (29, False)):
        draft = draft_for(ben, ada, expires_on=today + timedelta(days))
        printed(draft, ada)
        days_ago(draft, 2)
        paper = entered(draft, ada, signed_on=today - 2 * DAY)
        if lets:
            passes(paper, cleo)
        else:
            with refused_by("release_within_the_law"):
                passes(paper, cleo)


def test_case_67_the_day_of_the_signature_cannot_be_changed_afterwards(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    release, _ = passes(entered(draft, ada), cleo)
    assert release is not None
    with refused_by("signature_is_final"):
        release.document.signatures.update(signed_on=timezone.localdate() - DAY)
    with triggers_off():
        run(SIGNATURE.format("signed_on = signed_on - 1"), release.pk)
    found = with_evidence(Release.objects.all()).get()
    assert changed(found) == ["its signature is not the one that was signed"]


def test_its_own_paper_shows_the_pages_in_their_order(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    scanned(printed(draft, ada), ada, 2, 1)
    release, _ = passes(entered(draft, ada), cleo)
    assert release is not None
    pages = draft.printouts.get().scans.order_by("page")
    assert pictures_of(release.document) == tuple(bytes(p.picture) for p in pages)


def test_the_history_tells_each_step(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    release, _ = passes(paper, cleo)
    told = by_acts().get(kind=EventKind.PAPER_CHECKED)
    assert release is not None
    assert (told.release_id, told.actor) == (release.pk, cleo)
    assert told.names["asker"] == "Dr. Ada Okafor"
    assert told.detail["signed_on"] == timezone.localdate().isoformat()


def test_the_history_says_who_entered_returned_and_checked_it(
    draft: ReleaseDraft, ada: User, cleo: User, nora: User, client: Browser
) -> None:
    first = said_of(draft, ada)
    enter(first)
    send_back(first, {"dates": "The year is struck through."}, cleo)
    passes(entered(draft, ada), cleo)
    client.force_login(nora)
    page = read_history(client)
    day = say_day_short_year(timezone.localdate())
    for said in (
        "Dr. Ada Okafor entered the release for Ben Hart (Jordan Reyes) that Jordan Reyes "
        f"signed on paper {day}, to be checked.",
        "Cleo Marsh checked the paper for Ben Hart (Jordan Reyes) that Jordan Reyes signed "
        f"{day}, and sent it back.",
        "The year is struck through.",
        "Cleo Marsh checked the paper for Ben Hart (Jordan Reyes) that Jordan Reyes signed "
        f"{day} and Dr. Ada Okafor entered: it fits.",
    ):
        assert said in page
