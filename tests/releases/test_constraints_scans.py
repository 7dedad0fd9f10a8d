"""What the database keeps of printed and scanned pages, whatever path is taken to it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Printout, ScanBatch, ScannedFile, ScannedPage
from releases.models.printout import MOST_PAGES, NUMBERS
from releases.terms import content
from tests.refusals import refused_by, run, words_of
from tests.signed import draft_for

PICTURE = b"\xff\xd8 a page \xff\xd9"


@pytest.fixture
def printout(ben: Contact, ada: User) -> Printout:
    draft = draft_for(ben, ada)
    words = content.of_draft(draft)
    return Printout.objects.create(
        number=7,
        draft=draft,
        version=content.sha256_of(words),
        content=words,
        capacity="client",
        pages=2,
        printed_by=ada,
    )


@pytest.fixture
def file(ada: User) -> ScannedFile:
    batch = ScanBatch.objects.create(uploaded_by=ada)
    return ScannedFile.objects.create(
        batch=batch, position=1, kind="jpeg", pages=1, content=PICTURE
    )


def scan(file: ScannedFile, **said: Any) -> ScannedPage:
    page = {
        "batch": file.batch,
        "file": file,
        "position": 1,
        "picture": PICTURE,
        "sha256": hashlib.sha256(PICTURE).hexdigest(),
        "width": 850,
        "height": 1100,
    }
    return ScannedPage(**page | said)


def kept(file: ScannedFile, **said: Any) -> ScannedPage:
    page = scan(file, **said)
    page.save()
    return page


# Printouts


@pytest.mark.parametrize(
    ("column", "value"),
    [("number", -1), ("number", NUMBERS), ("pages", 0), ("pages", MOST_PAGES + 1)],
)
def test_a_printout_fits_the_code_on_its_pages(
    column: str, value: int, printout: Printout
) -> None:
    printout.pk, printout.number, printout.version = None, 8, "0" * 64
    setattr(printout, column, value)
    words = "This is more than the code on a page says."
    assert words_of("printout_fits_its_code", printout) == words
    with refused_by("printout_fits_its_code"):
        printout.save()
    printout.number, printout.pages = NUMBERS - 1, MOST_PAGES
    printout.save()


def test_a_printout_says_in_which_right(printout: Printout) -> None:
    printout.pk, printout.number, printout.version = None, 8, "0" * 64
    printout.capacity = "neighbour"
    with refused_by("printout_names_a_right"):
        printout.save()
    printout.capacity = "agent"
    printout.save()


def test_one_version_is_one_printout(printout: Printout) -> None:
    printout.pk, printout.number = None, 8
    with refused_by("printout_numbered_once"):
        printout.save()
    printout.pages = 3
    printout.save()


def test_a_printout_stays_as_it_is(printout: Printout) -> None:
    with refused_by("printout_is_final"):
        run("UPDATE releases_printout SET version = repeat('0', 64)")
    with refused_by("printout_is_final"):
        run("DELETE FROM releases_printout")
    with refused_by("printout_is_not_truncated"):
        run("TRUNCATE releases_printout CASCADE")


# Files


def test_a_file_has_pages_and_its_place(file: ScannedFile) -> None:
    another = ScannedFile(
        batch=file.batch, position=2, kind="pdf", pages=0, content=b""
    )
    with refused_by("scanned_file_has_pages"):
        another.save()
    another.pages, another.kind = 1, "exe"
    with refused_by("scanned_file_has_pages"):
        another.save()
    another.kind, another.position = "pdf", 1
    with refused_by("scanned_file_has_its_place"):
        another.save()
    another.position = 2
    another.save()
    with refused_by("scanned_file_batch_key"):
        run(
            "ALTER TABLE releases_scannedfile DROP CONSTRAINT releases_scannedfile_pkey CASCADE"
        )
        run(
            "INSERT INTO releases_scannedfile (id, batch_id, position, kind, pages, content)"
            " SELECT id, batch_id, 9, kind, pages, content FROM releases_scannedfile"
        )


def test_a_file_stays_as_it_was_sent_until_it_is_emptied(file: ScannedFile) -> None:
    for change in ("content = '\\x00'", "pages = 2", "content = '', pages = 2"):
        with refused_by("scanned_file_is_as_sent"):
            run(f"UPDATE releases_scannedfile SET {change}")
    with refused_by("scanned_file_is_as_sent"):
        run("DELETE FROM releases_scannedfile")
    with refused_by("scanned_file_is_not_truncated"):
        run("TRUNCATE releases_scannedfile CASCADE")
    assert run("UPDATE releases_scannedfile SET content = ''") == 1


# Pages


def test_a_page_is_of_a_file_of_its_batch(file: ScannedFile, ada: User) -> None:
    with refused_by("scan_file_of_batch"):
        kept(file, batch=ScanBatch.objects.create(uploaded_by=ada))
    kept(file)
    with refused_by("scan_has_its_place"):
        kept(file)


def test_a_page_shows_a_page_or_none(file: ScannedFile, printout: Printout) -> None:
    said = "Say which page of it this is."
    assert words_of("scan_shows_a_page", scan(file, printout=printout)) == said
    with refused_by("scan_shows_a_page"):
        kept(file, page=1)
    with refused_by("scan_shows_a_page", "scan_shows_a_page_there_is"):
        kept(file, printout=printout)
    with refused_by("scan_shows_a_page_there_is"):
        kept(file, printout=printout, page=3)
    kept(file, printout=printout, page=2)


def test_a_picture_is_hashed_and_has_a_size(file: ScannedFile) -> None:
    for fault in ({"sha256": "0"}, {"width": 0}, {"height": 0}):
        assert words_of("scan_picture_is_hashed", scan(file, **fault))
        with refused_by("scan_picture_is_hashed"):
            kept(file, **fault)
    kept(file)


def test_whoever_says_what_a_page_is_is_kept(
    file: ScannedFile, printout: Printout, ada: User
) -> None:
    with refused_by("scan_assigned_by_someone"):
        kept(file, printout=printout, page=1, assigned_at=timezone.now())
    with refused_by("scan_assigned_by_someone"):
        kept(file, assigned_by=ada, assigned_at=timezone.now())
    kept(file, printout=printout, page=1, assigned_by=ada, assigned_at=timezone.now())


def test_a_page_is_discarded_by_somebody_for_a_reason(
    file: ScannedFile, ada: User
) -> None:
    gone = {"discarded_by": ada, "discarded_at": timezone.now()}
    for fault in (gone, {"discard_reason": "Twice."}, gone | {"discard_reason": " "}):
        with refused_by("scan_discarded_for_a_reason"):
            kept(file, **fault)
    kept(file, **gone, discard_reason="Twice.")


def test_a_picture_stays_and_what_its_code_says(
    file: ScannedFile, printout: Printout, ada: User
) -> None:
    by_code = kept(file, printout=printout, page=1)
    for change in ("picture = '\\x00'", "sha256 = repeat('0', 64)", "page = 2"):
        with refused_by("scan_is_as_scanned"):
            run(f"UPDATE releases_scannedpage SET {change}")
    with refused_by("scan_is_as_scanned"):
        run("DELETE FROM releases_scannedpage")
    with refused_by("scan_is_not_truncated"):
        run("TRUNCATE releases_scannedpage")
    by_code.discarded_by, by_code.discarded_at = ada, timezone.now()
    by_code.discard_reason = "Twice."
    by_code.save()
    with refused_by("scan_is_as_scanned"):
        run("UPDATE releases_scannedpage SET discarded_at = NULL, discarded_by_id = NULL,"
            " discard_reason = ''")  # fmt: skip


def test_what_was_said_by_hand_may_be_mended(
    file: ScannedFile, printout: Printout, ada: User
) -> None:
    by_hand = kept(file)
    by_hand.printout, by_hand.page = printout, 1
    by_hand.assigned_by, by_hand.assigned_at = ada, timezone.now()
    by_hand.save()
    by_hand.page = 2
    by_hand.save()
    assert run("SELECT FROM releases_scannedpage WHERE page = 2") == 1
