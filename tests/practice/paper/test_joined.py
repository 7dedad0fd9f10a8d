"""Papers joined for a printer: each on a sheet of its own, none of them changed."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

from practice.paper import seal
from practice.paper.joined import Joiner
from tests.practice.paper.conftest import Make
from tests.releases.printing.papers import opened, text_of

BREAK = '<p style="break-before: page">'


def joined(make: Make, *bodies: str) -> pikepdf.Pdf:
    joiner = Joiner()
    for body in bodies:
        joiner.add(f"Paper {body[3:6]}", make(body))
    file, pages = joiner.finish([make("<p>The list")], "All of them", "en-US")
    with file:
        whole = opened(file.read())
    assert len(whole.pages) == pages
    return whole


def page_text(whole: pikepdf.Pdf, number: int) -> str:
    alone = pikepdf.new()
    alone.pages.append(whole.pages[number])
    file = io.BytesIO()
    alone.save(file)
    return text_of(file.getvalue())


def test_each_paper_begins_on_the_front_of_a_sheet(make: Make) -> None:
    whole = joined(make, "<p>One", f"<p>Two{BREAK}back", "<p>Six")
    assert len(whole.pages) == 8
    said = [page_text(whole, number) for number in range(8)]
    assert [said[0], said[1], said[2], said[3]] == ["The list", "", "One", ""]
    assert [said[4], said[5], said[6], said[7]] == ["Two", "back", "Six", ""]


def test_the_outline_leads_to_each(make: Make) -> None:
    whole = joined(make, "<p>One", "<p>Two")
    with whole.open_outline() as outline:
        marks = [(str(each.title), each.destination[0]) for each in outline.root]
    places = {page.obj.objgen: number for number, page in enumerate(whole.pages)}
    assert [(title, places[page.objgen]) for title, page in marks] == [
        ("All of them", 0),
        ("Paper One", 2),
        ("Paper Two", 4),
    ]


def test_it_has_a_title_and_a_language(make: Make) -> None:
    whole = joined(make, "<p>One")
    assert str(whole.docinfo["/Title"]) == "All of them"
    assert str(whole.Root.Lang) == "en-US"
    assert whole.Root.ViewerPreferences.DisplayDocTitle


def test_no_page_points_to_tags_that_stayed_behind(make: Make) -> None:
    whole = joined(make, "<p>One")
    assert "/StructTreeRoot" not in whole.Root
    assert not any("/StructParents" in page.obj for page in whole.pages)


def test_links_come_along_and_the_field_of_a_seal_does_not(make: Make) -> None:
    sealed = seal.seal(make('<p><a href="https://example.org/">Read more</a>'))
    joiner = Joiner()
    joiner.add("Sealed", sealed)
    file, _ = joiner.finish([make("<p>The list")], "All of them", "en-US")
    with file:
        whole = opened(file.read())
    assert "/AcroForm" in opened(sealed).Root
    assert "/AcroForm" not in whole.Root
    kinds = [each.Subtype for page in whole.pages for each in page.get("/Annots", [])]
    assert kinds == ["/Link"]


def test_many_are_joined_in_their_order(make: Make) -> None:
    bodies = [f"<p>Nr {number}" for number in range(5)]
    whole = joined(make, *bodies)
    said = [page_text(whole, number) for number in range(2, 12, 2)]
    assert said == [body[3:] for body in bodies]
    with whole.open_outline() as outline:
        marks = [each.destination[0].objgen for each in outline.root]
    assert marks == [whole.pages[number].objgen for number in range(0, 12, 2)]


def test_each_page_looks_as_it_did(make: Make) -> None:
    body = f"<h1>Signed</h1><p>Words, Жуков{BREAK}<table><tr><td>More</table>"
    paper, joiner = seal.seal(make(body)), Joiner()
    joiner.add("Sealed", paper)
    file, _ = joiner.finish([make("<p>The list")], "All of them", "en-US")
    with file:
        whole = pypdfium2.PdfDocument(file.read())
    alone = pypdfium2.PdfDocument(paper)
    for number in range(2):
        shown, before = whole[number + 2].render(), alone[number].render()
        assert bytes(shown.buffer) == bytes(before.buffer)


def test_the_file_is_sound(make: Make) -> None:
    whole = joined(make, *(f"<p>Nr {number}" for number in range(5)))
    for number, page in enumerate(whole.pages):
        assert page.obj.Parent.objgen == whole.Root.Pages.objgen, number
    assert whole.get_warnings() == []
    assert whole.check_pdf_syntax() == []


def test_text_that_reads_like_a_reference_stays_as_it_is() -> None:
    said = ["Room (12 0 R)", "(5 0 R", "12 0 R \\", "12 0 R) (3 0 R", "Жуков 7 0 R"]
    paper = pikepdf.new()
    for _ in range(2):
        paper.add_blank_page()
    font = paper.make_indirect(pikepdf.Dictionary(Says=[*map(pikepdf.String, said)]))
    link = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, Dest=[paper.pages[1].obj, pikepdf.Name.Fit]
    )
    paper.pages[0].Resources = pikepdf.Dictionary(Font={"/A(3 0 R": [7, font, 8]})
    paper.pages[0].Annots = [link]
    kept, joiner = io.BytesIO(), Joiner()
    paper.save(kept)
    joiner.add("Odd (1 0 R", kept.getvalue())
    file, _ = joiner.finish([kept.getvalue()], "All ) of ( them", "en-US")
    with file:
        whole = opened(file.read())
    (before, copied, after) = whole.pages[2].Resources.Font["/A(3 0 R"]
    assert (before, [*map(str, copied.Says)], after) == (7, said, 8)
    # A link leads on to the page that it led to.
    assert whole.pages[2].Annots[0].Dest[0].objgen == whole.pages[3].objgen
    with whole.open_outline() as outline:
        assert [each.title for each in outline.root] == [
            "All ) of ( them",
            "Odd (1 0 R",
        ]
