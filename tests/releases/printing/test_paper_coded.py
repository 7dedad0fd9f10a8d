"""The code on each page of a release that is printed to be signed."""

from __future__ import annotations

import io
from itertools import chain

import pypdfium2
import pytest
import zxingcpp

from clients.models import Contact
from practice.models import User
from practice.paper.codes import Code, read
from releases.models import Printout, ReleaseDraft
from releases.printing import paper
from releases.printing.coded import to_sign
from releases.terms import content
from tests.law import correct
from tests.releases.printing.papers import footer_of, pieces
from tests.signed import draft_for

QR = zxingcpp.BarcodeFormat.QRCode


def codes_on(pdf: bytes) -> list[Code]:
    """As a camera reads them, page by page."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        pictures = [page.render(scale=150 / 72).to_pil() for page in opened]
    found = [zxingcpp.read_barcodes(each, formats=QR) for each in pictures]
    return [code for each in chain(*found) if (code := read(each.text))]


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(ben, ada)


def test_each_page_says_of_which_printout_it_is(draft: ReleaseDraft, ada: User) -> None:
    pdf = to_sign(draft, ada)
    kept = Printout.objects.get()
    words = content.of_draft(draft)
    assert (kept.draft, kept.content, kept.pages) == (draft, words, 2)
    found = codes_on(pdf)
    assert [code.page for code in found] == [1, 2]
    assert {code.number for code in found} == {kept.number}
    assert all(code.is_of(content.sha256_of(words)) for code in found)
    for page, code in enumerate(found, start=1):
        assert str(code) in footer_of(pdf, page)
        assert f"Page {page} of 2" in footer_of(pdf, page)


@pytest.mark.parametrize("points", [14, 18])
@pytest.mark.parametrize("words", [9, 35])
def test_larger_letters_leave_it_its_place(
    draft: ReleaseDraft, ada: User, points: int, words: int
) -> None:
    correct(draft.client.state, min_font_pt=points)
    draft.details = "What helps in the evenings. " * words
    pdf = to_sign(draft, ada)
    version = content.sha256_of(content.of_draft(draft))
    found = codes_on(pdf)
    assert [code.page for code in found] == [
        *range(1, Printout.objects.get().pages + 1)
    ]
    for page, code in enumerate(found, start=1):
        assert str(code) in footer_of(pdf, page)
        assert version in footer_of(pdf, page).replace(" ", "")


def test_codes_are_artifacts_beside_what_is_read_aloud(
    draft: ReleaseDraft, ada: User
) -> None:
    drawn = pieces(to_sign(draft, ada))
    assert all(piece.read is not piece.artifact for piece in drawn)
    number = str(codes_on(to_sign(draft, ada))[0])
    assert all(piece.artifact for piece in drawn if number in piece.text)


def test_printed_again_as_it_is_it_has_the_codes_that_it_had(
    draft: ReleaseDraft, ada: User, finn: User
) -> None:
    assert to_sign(draft, ada) == to_sign(draft, finn)
    assert Printout.objects.get().printed_by == ada


def test_changed_in_between_it_is_another_printout(
    draft: ReleaseDraft, ada: User
) -> None:
    to_sign(draft, ada)
    draft.details = "Only the evenings."
    draft.save()
    to_sign(draft, ada)
    first, second = Printout.objects.all()
    assert first.number != second.number
    assert first.version != second.version


def test_nothing_else_has_a_code(draft: ReleaseDraft) -> None:
    assert codes_on(paper.blank_paper()) == []
    assert codes_on(paper.draft_paper(draft)) == []
