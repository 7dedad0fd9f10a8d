"""Whether all pages of a printed release are there, and what else is told of them."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Printout, ReleaseDraft
from releases.scans.sets import PageSet, set_of, to_be_checked
from releases.scans.tray import discard
from tests.on_paper import printed, scanned
from tests.signed import sign


@pytest.fixture
def long(draft: ReleaseDraft, ada: User) -> Printout:
    """Ben's release, on four pages."""
    return printed(draft, ada, pages=4)


def found(draft: ReleaseDraft) -> PageSet:
    there = set_of(draft)
    assert there
    return there


@pytest.mark.parametrize(
    ("came", "problems"),
    [
        ([1, 2, 3], ["Page 4 of 4 is missing."]),
        ([4], ["Pages 1, 2 and 3 of 4 are missing."]),
        ([4, 3, 2, 1], []),
        ([1, 2, 2, 3, 4], ["Page 2 is here more than once: put all but one aside."]),
    ],
)
def test_what_is_missing_and_what_is_doubled_is_told(
    came: list[int], problems: list[str], long: Printout, ada: User
) -> None:
    scanned(long, ada, *came)
    assert found(long.draft).problems == problems
    assert found(long.draft).is_whole is (problems == [])
    assert [each.draft for each in to_be_checked(ada)] == [long.draft] * (not problems)


def test_a_page_put_aside_counts_no_more(long: Printout, ada: User) -> None:
    *_, last = scanned(long, ada, 1, 2, 3, 4, 4)
    discard(last, ada, "Twice.")
    assert found(long.draft).is_whole


def test_pages_of_what_it_said_before_are_told_as_such(
    draft: ReleaseDraft, ada: User, adas: Browser
) -> None:
    scanned(printed(draft, ada), ada)
    draft.details = "Only the evenings."
    draft.save()
    assert found(draft).trouble == "older"
    assert to_be_checked(ada) == []
    assert "was changed after this was printed" in adas.get("/scans/").content.decode()
    scanned(printed(draft, ada), ada, 2)
    assert found(draft).problems == ["Page 1 of 2 is missing."]


def test_a_new_law_or_wording_makes_it_older_too(
    draft: ReleaseDraft, ada: User
) -> None:
    scanned(printed(draft, ada), ada)
    draft.client.state = "CA"
    draft.client.save()
    assert found(draft).trouble == "older"


def test_pages_of_a_release_that_was_put_aside_are_told_as_such(
    draft: ReleaseDraft, ada: User, adas: Browser
) -> None:
    page, _ = scanned(printed(draft, ada), ada)
    draft.withdrawn_at = timezone.now()
    draft.save()
    assert found(draft).trouble == "withdrawn"
    assert to_be_checked(ada) == []
    batch = adas.get(f"/scans/{page.batch_id}/").content.decode()
    assert "was put aside: nothing comes of these pages" in batch
    assert f'href="/drafts/{draft.pk}/"' not in batch


def test_pages_of_a_release_that_is_signed_are_told_as_such(
    ben: Contact, ada: User, adas: Browser
) -> None:
    draft = sign(ben).draft
    assert draft
    page, _ = scanned(printed(draft, ada), ada)
    assert found(draft).trouble == "signed"
    assert to_be_checked(ada) == []
    batch = adas.get(f"/scans/{page.batch_id}/").content.decode()
    assert "This release is signed." in batch


def test_nothing_is_found_where_nothing_came(
    draft: ReleaseDraft, ada: User, cleo: User
) -> None:
    printout = printed(draft, ada)
    assert set_of(draft) is None
    scanned(printout, ada)
    assert to_be_checked(cleo) == []
    assert len(to_be_checked(ada)) == 1
