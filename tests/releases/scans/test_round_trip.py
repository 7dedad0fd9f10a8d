"""Printed, signed, scanned in whatever way, and found again."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from clients.models import ConsentEvent, EventKind
from practice.models import User
from practice.paper.codes import code_for
from releases.models import Printout, ReleaseDraft, ScannedPage
from releases.scans.reading import found_by, read_batch
from releases.scans.sets import set_of, to_be_checked
from tests.releases.scans.conftest import Scanned
from tests.releases.scans.papers import (
    as_file,
    as_pdf,
    as_png,
    inked,
    photographed,
    sheets,
    worn,
)

pytestmark = pytest.mark.long


def test_upside_down_out_of_order_and_with_another_form_each_finds_its_release(
    paper: bytes,
    marias: bytes,
    draft: ReleaseDraft,
    ada: User,
    finn: User,
    scanned: Scanned,
) -> None:
    one, two = sheets(paper)
    theirs, _ = sheets(marias)
    stack = as_pdf([worn(inked(two), 180), worn(theirs), worn(one, 178)])
    pages = scanned(finn, stack)
    ours = [(page.printout.draft, page.page) for page in pages if page.printout]
    assert ours[0] == (draft, 2)
    assert ours[2] == (draft, 1)
    assert ours[1][0].contact.name == "Maria Reyes"
    [whole] = to_be_checked(ada)
    assert whole.draft == draft
    assert [page.page for page in whole.pages] == [1, 2]


def test_pages_in_several_files_come_together(
    paper: bytes, draft: ReleaseDraft, ada: User, scanned: Scanned
) -> None:
    one, two = sheets(paper)
    scanned(ada, as_png(two))
    found = set_of(draft)
    assert found
    assert found.problems == ["Page 1 of 2 is missing."]
    scanned(ada, as_file(one, "HEIF"))
    found = set_of(draft)
    assert found
    assert found.is_whole


def test_it_is_found_at_any_angle_and_shown_upright(
    paper: bytes, ada: User, scanned: Scanned
) -> None:
    one, _ = sheets(paper)
    turned = [worn(one, turn) for turn in (0, 90, 180, 270, 7, -12)]
    for page in scanned(ada, *map(as_file, turned)):
        assert page.page == 1
        assert page.height > page.width


def test_a_photo_and_a_fax_are_read(paper: bytes, ada: User, scanned: Scanned) -> None:
    one, _ = sheets(paper, 200)
    taken = [photographed(one), one.convert("1")]
    assert [page.page for page in scanned(ada, *map(as_png, taken))] == [1, 1]


def test_a_page_without_a_code_waits_in_the_tray(
    ada: User, printout: Printout, scanned: Scanned
) -> None:
    [page] = scanned(ada, as_file(Image.new("RGB", (800, 1000), "white")))
    assert (page.printout, page.page) == (None, None)
    assert list(ScannedPage.objects.visible_to(ada).in_tray()) == [page]


def test_two_pages_on_one_picture_are_nobodys(
    paper: bytes, ada: User, scanned: Scanned
) -> None:
    one, two = sheets(paper)
    both = Image.new("RGB", (one.width * 2, one.height))
    both.paste(one, (0, 0))
    both.paste(two, (one.width, 0))
    [page] = scanned(ada, as_file(both))
    assert page.printout is None


def test_a_page_of_another_practice_or_version_is_nobodys(printout: Printout) -> None:
    ours = code_for(printout.number, printout.version, 2)
    assert found_by([str(ours)]) == (printout, 2)
    others = [
        code_for(printout.number ^ 1, printout.version, 2),
        code_for(printout.number, "0" * 64, 2),
        code_for(printout.number, printout.version, 3),
    ]
    assert [found_by([str(each)]) for each in others] == [(None, None)] * 3


def test_a_picture_keeps_nothing_of_where_it_was_taken(
    paper: bytes, ada: User, scanned: Scanned
) -> None:
    one, _ = sheets(paper)
    exif = Image.Exif()
    exif[0x010E] = "taken at the corner of Willow Street"
    exif.get_ifd(0x8825)[1] = "N"
    [page] = scanned(ada, as_file(one, exif=exif, comment=b"by Ben"))
    picture = Image.open(io.BytesIO(page.picture))
    assert not picture.getexif()
    assert b"Willow" not in bytes(page.picture)
    assert b"by Ben" not in bytes(page.picture)


def test_what_was_sent_is_gone_once_it_is_read(
    paper: bytes, ada: User, scanned: Scanned
) -> None:
    page, _ = scanned(ada, paper)
    page.refresh_from_db()
    assert bytes(page.file.content) == b""
    assert page.batch.read_at


def test_the_history_says_which_pages_came_back(
    paper: bytes, draft: ReleaseDraft, finn: User, scanned: Scanned
) -> None:
    pages = scanned(finn, paper)
    read_batch(pages[0].batch_id)  # again, as a job that was cut off
    [event] = ConsentEvent.objects.filter(kind=EventKind.SCAN_RECEIVED)
    assert (event.client, event.actor) == (draft.client, finn)
    assert event.detail["pages"] == [1, 2]
    assert len(ScannedPage.objects.all()) == 2
