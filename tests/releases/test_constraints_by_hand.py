"""What the database keeps of a paper that was signed by hand, whoever writes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from practice.people.acts import let_sign_in
from releases.models import Refusal, ReleaseDraft, SignedByHand
from tests.clock import DAY
from tests.on_paper import days_ago, entered, printed, said_of, scanned
from tests.refusals import refused_by, run, words_of
from tests.signed import draft_for

CHECKED = (
    "UPDATE releases_signedbyhand SET checked_at = clock_timestamp(), checked_by_id = %s, "
    "passed = true, printout_id = %s WHERE id = %s"
)
SENT_BACK = (
    "UPDATE releases_signedbyhand SET checked_at = clock_timestamp(), checked_by_id = %s, "
    "passed = false, misfit = %s WHERE id = %s"
)


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(ben, ada)


@pytest.fixture(autouse=True)
def past_is_closed(db: None) -> None:
    """What happens now is not laid as a past."""
    run("SET LOCAL third_chair.past = ''")


def test_it_says_whose_it_is(draft: ReleaseDraft, ada: User) -> None:
    for nobody in ({"signer": " "}, {"capacity": "parent", "authority": ""}):
        paper = said_of(draft, ada, **nobody)
        said = words_of("by_hand_says_whose", paper)
        assert said == "Say who signed it, and in what right."
        with refused_by("by_hand_says_whose"):
            paper.save()
    said_of(draft, ada, capacity="parent", authority="mother").save()


def test_it_names_its_version(draft: ReleaseDraft, ada: User) -> None:
    paper = said_of(draft, ada, version="abc")
    assert words_of("by_hand_names_its_version", paper)
    with refused_by("by_hand_names_its_version"):
        paper.save()


def test_it_is_not_dated_ahead(draft: ReleaseDraft, ada: User) -> None:
    paper = said_of(draft, ada, signed_on=timezone.localdate() + DAY)
    said = words_of("by_hand_signed_when_entered", paper)
    assert said == "It was signed today or before."
    with refused_by("by_hand_signed_when_entered"):
        paper.save()
    said_of(draft, ada).save()


def test_it_is_not_from_before_the_draft(draft: ReleaseDraft, ada: User) -> None:
    with refused_by("by_hand_signed_since_it_was_worded"):
        said_of(draft, ada, signed_on=timezone.localdate() - DAY).save()
    days_ago(draft, 1)
    said_of(draft, ada, signed_on=timezone.localdate() - DAY).save()


def test_it_is_not_from_before_these_words_were_printed(
    draft: ReleaseDraft, ada: User
) -> None:
    days_ago(draft, 3)
    printed(draft, ada)
    with refused_by("by_hand_signed_since_it_was_worded"):
        said_of(draft, ada, signed_on=timezone.localdate() - DAY).save()
    said_of(draft, ada).save()


def test_it_is_not_from_before_its_wording_was_published(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    yesterday = timezone.localdate() - DAY
    paper = entered(draft, ada)
    days_ago(draft, 3)
    run("ALTER TABLE releases_signedbyhand DISABLE TRIGGER by_hand_is_final")
    run("ALTER TABLE releases_releasewording DISABLE TRIGGER wording_is_final")
    run("UPDATE releases_signedbyhand SET signed_on = %s", yesterday)
    run("UPDATE releases_releasewording SET published_at = now()")
    printout = draft.printouts.get()
    with refused_by("by_hand_signed_since_it_was_worded"):
        run(CHECKED, cleo.pk, printout.pk, paper.pk)
    run("UPDATE releases_releasewording SET published_at = now() - interval '2 days'")
    assert run(CHECKED, cleo.pk, printout.pk, paper.pk) == 1


def test_it_is_entered_as_somebody_enters_it(draft: ReleaseDraft, ada: User) -> None:
    days_ago(draft, 3)
    ago = timezone.now() - DAY
    with refused_by("by_hand_is_entered_now"):
        said_of(draft, ada, entered_at=ago, signed_on=ago.date()).save()


def test_it_is_of_a_draft_that_waits(draft: ReleaseDraft, ada: User) -> None:
    Refusal.objects.create(
        draft=draft,
        signer="Jordan Reyes",
        capacity="client",
        said_on=timezone.localdate(),
        recorded_by=ada,
        recorded_at=timezone.now(),
    )
    with refused_by("by_hand_is_of_what_waits"):
        said_of(draft, ada).save()
    Refusal.objects.update(taken_back_at=timezone.now(), taken_back_by=ada)
    ReleaseDraft.objects.update(withdrawn_at=timezone.now())
    with refused_by("by_hand_is_of_what_waits"):
        said_of(draft, ada).save()


def test_it_is_entered_once(draft: ReleaseDraft, ada: User, cleo: User) -> None:
    paper = entered(draft, ada)
    again = said_of(draft, cleo)
    assert words_of("by_hand_entered_once", again)
    with refused_by("by_hand_entered_once"):
        again.save()
    run(SENT_BACK, cleo.pk, '{"dates": "another year"}', paper.pk)
    again.save()


def test_whoever_enters_it_does_not_check_it(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    printout = draft.printouts.get()
    with refused_by("by_hand_checked_by_another"):
        run(CHECKED, ada.pk, printout.pk, paper.pk)
    assert run(CHECKED, cleo.pk, printout.pk, paper.pk) == 1


def test_alone_checks_only_who_is_the_practice(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    values = (ada.pk, draft.printouts.get().pk, paper.pk)
    alone = CHECKED.replace("passed = true", "passed = true, alone = true")
    with refused_by("by_hand_checked_by_another"):
        run(alone, *values)
    let_sign_in(cleo, ada, may=False)
    assert run(alone, *values) == 1


def test_whoever_entered_it_may_send_it_back(draft: ReleaseDraft, ada: User) -> None:
    paper = entered(draft, ada)
    assert run(SENT_BACK, ada.pk, '{"dates": "another year"}', paper.pk) == 1


def test_it_is_sent_back_for_a_reason(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    with refused_by("by_hand_sent_back_for_a_reason"):
        run(SENT_BACK, cleo.pk, "{}", paper.pk)


def test_it_is_checked_by_someone(draft: ReleaseDraft, ada: User) -> None:
    paper = entered(draft, ada)
    with refused_by("by_hand_checked_by_someone"):
        run(SENT_BACK, None, '{"dates": "another year"}', paper.pk)


def test_it_is_entered_before_it_is_checked(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    printout = printed(draft, ada)
    scanned(printout, ada)
    found = {"checked_by": cleo, "checked_at": timezone.now(), "passed": True}
    with refused_by("by_hand_is_entered_first"):
        said_of(draft, ada, printout=printout, **found).save()


@pytest.mark.parametrize("there", [(), (1,), (1, 1), (1, 2, 2)])
def test_it_is_checked_on_each_of_its_pages(
    draft: ReleaseDraft, ada: User, cleo: User, there: tuple[int, ...]
) -> None:
    printout = printed(draft, ada)
    if there:
        scanned(printout, ada, *there)
    paper = said_of(draft, ada)
    paper.save()
    with refused_by("by_hand_has_its_pages"):
        run(CHECKED, cleo.pk, printout.pk, paper.pk)


def test_it_is_checked_on_pages_of_its_own(
    draft: ReleaseDraft, ada: User, cleo: User, maria: Contact
) -> None:
    paper = entered(draft, ada)
    another = printed(draft_for(maria, ada), ada)
    scanned(another, ada)
    with refused_by("by_hand_has_its_pages"):
        run(CHECKED, cleo.pk, another.pk, paper.pk)
    with refused_by("by_hand_has_its_pages"):
        run(CHECKED, cleo.pk, None, paper.pk)


@pytest.mark.parametrize(
    "change",
    ["signer = 'Maria Reyes'", "signed_on = signed_on - 1", "entered_by_id = %s"],
)
def test_what_was_entered_stays(
    draft: ReleaseDraft, ada: User, cleo: User, change: str
) -> None:
    paper = entered(draft, ada)
    values: list[Any] = [cleo.pk] if "%s" in change else []
    with refused_by("by_hand_is_final"):
        run(f"UPDATE releases_signedbyhand SET {change}", *values)
    with refused_by("by_hand_is_final"):
        paper.delete()
    with refused_by("by_hand_is_not_truncated"):
        run("TRUNCATE releases_signedbyhand CASCADE")


def test_what_was_found_stays(draft: ReleaseDraft, ada: User, cleo: User) -> None:
    paper = entered(draft, ada)
    run(SENT_BACK, cleo.pk, '{"dates": "another year"}', paper.pk)
    with refused_by("by_hand_is_final"):
        run(SENT_BACK, cleo.pk, '{"scope": "no initials"}', paper.pk)
    assert SignedByHand.objects.get().misfit == {"dates": "another year"}


def test_pages_of_a_paper_that_was_checked_stay(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    paper = entered(draft, ada)
    discarded = (
        "UPDATE releases_scannedpage SET discarded_at = now(), discarded_by_id = %s, "
        "discard_reason = 'dark' WHERE page = 2"
    )
    run(CHECKED, cleo.pk, draft.printouts.get().pk, paper.pk)
    with refused_by("scan_of_what_was_checked_stays"):
        run(discarded, ada.pk)
