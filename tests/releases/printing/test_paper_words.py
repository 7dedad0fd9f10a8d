"""What a release says on paper, in print that can be read."""

from __future__ import annotations

import copy
import re

import pikepdf
import pytest

from releases.models import Direction, Format, Place
from releases.models.draft import SensitiveTopic, Topic
from releases.printing import paper
from releases.printing.ended import Ended
from releases.terms import content
from releases.terms.wording import shipped
from tests import forms
from tests.forms import TYPED, Content
from tests.releases.printing.papers import footer_of, opened, pieces, stamp_of, text_of

EVERY_BOX = (Topic, SensitiveTopic, Direction, Format, Place)
WORDS = {
    "the client, by both names": "Jordan Alex Reyes , called Jo Reyes , born May 2, 1990",
    "who may share": "Willow Street Therapy and its clinicians",
    "with whom": "Sam Whitfield , the client’s partner , of Hope House",
    "what": "☑ Attendance and appointment times",
    "what not": "☐ Diagnosis",
    "what exactly": "How I cope in the evenings.",
    "what is sensitive": "JR ☑ Gender-affirming care",
    "what is not initialed": "☐ Genetic information",
    "what stays private": "My work.",
    "and of the list": "And in particular: Diagnosis; Medication",
    "which way": "Which way Both may share with each other",
    "in which sessions": "☑ Joint: with the client ☐ Collateral: without the client",
    "where": "☑ In person ☐ By phone ☑ By video",
    "how often": "at most 3 sessions",
    "notes": "notes that a therapist keeps apart from the record (psychotherapy notes)",
    "why": "Why Communication: practice skills and be heard, with support",
    "from when": "from Sun, Nov 22, 2026",
    "until when": "until the end of Sun, Mar 14, 2027",
    "or what event": "or sooner, when: Jordan ends treatment here",
    "the right to revoke in writing, and where": (
        "Tell us in writing at Willow Street Therapy, 12 Willow Street, Albany, NY 12207"
    ),
    "its exception": "We cannot undo what we did before then",
    "no condition": "You do not have to sign.",
    "redisclosure": "Then federal privacy law may no longer protect it.",
    "a copy": "You get a signed copy of this release",
    "who the client is": "You stay the client.",
    "who signed": "Name Jordan Alex Reyes",
    "in what capacity": "Signing as The client",
    "when": "Date and time Sun, Nov 22, 2026, 3:04 pm EST",
    "the witness": "Witness Finn Doyle",
}


@pytest.fixture(scope="module")
def signed() -> Content:
    return forms.signed()


@pytest.fixture(scope="module")
def printed(signed: Content) -> bytes:
    """The release for Sam, signed."""
    return paper.render(signed, status="Signed")


@pytest.fixture(scope="module")
def blank() -> bytes:
    return paper.render(content.blank(shipped("en")), blank=True)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return paper.render(forms.filled(), status="Not signed")


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_every_element_and_statement_is_there(printed: bytes, words: str) -> None:
    assert words in text_of(printed)


def test_every_statement_is_printed_word_for_word(
    signed: Content, printed: bytes
) -> None:
    for statement in signed["statements"]:
        assert statement["title"] in text_of(printed)
        assert statement["text"] in text_of(printed)


def test_nothing_signed_is_left_to_fill_in(printed: bytes, unsigned: bytes) -> None:
    assert "if any," not in text_of(printed)
    assert "☐ A parent or guardian" not in text_of(printed)
    assert "☐ A parent or guardian" in text_of(unsigned)


def test_a_blank_form_offers_everything_and_ticks_nothing(blank: bytes) -> None:
    text = text_of(blank)
    assert "☑" not in text
    assert text.count("☐") == sum(map(len, EVERY_BOX)) + 4
    for words in ("born", "of, if any,", "until the end of", "or sooner, when"):
        assert words in text


@pytest.mark.parametrize("form", ["printed", "blank", "unsigned"])
def test_a_form_has_two_letter_pages_and_no_small_print(
    form: str, request: pytest.FixtureRequest
) -> None:
    pdf = request.getfixturevalue(form)
    sizes = [list(page.mediabox) for page in opened(pdf).pages]
    assert sizes == [[0, 0, 612, 792]] * 2
    assert min(piece.points for piece in pieces(pdf) if piece.read) >= 12


@pytest.mark.parametrize("form", ["printed", "blank", "unsigned"])
def test_all_of_a_form_is_read_aloud_or_an_artifact(
    form: str, request: pytest.FixtureRequest
) -> None:
    drawn = pieces(request.getfixturevalue(form))
    assert all(piece.read is not piece.artifact for piece in drawn)


def test_a_drawn_signature_is_a_figure_with_words(printed: bytes) -> None:
    found = opened(printed)
    figures = [
        each
        for each in found.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
    ]
    assert [str(figure.Alt) for figure in figures] == ["Handwritten signature"]


@pytest.mark.parametrize("page", [1, 2])
def test_each_page_says_its_number_the_status_and_the_version(
    signed: Content, printed: bytes, page: int
) -> None:
    version = content.sha256_of(signed)
    footer = footer_of(printed, page)
    assert f"Page {page} of 2" in footer
    assert f"Signed · Version {version[:12]}" in footer
    assert version in footer
    assert stamp_of(printed, page) == ""


def test_the_title_and_what_surrounds_the_paper_name_no_one(
    signed: Content, printed: bytes
) -> None:
    found = opened(printed)
    about = f"{found.docinfo} {found.Root.Metadata.read_bytes().decode()}"
    version = content.sha256_of(signed)[:12]
    assert str(found.docinfo.Title) == f"Release of information, version {version}"
    assert not re.search("Jordan|Reyes|Whitfield|Hope", about)


@pytest.mark.parametrize(
    ("code", "stamp"),
    [
        ("revoked", "REVOKED"),
        ("expired", "EXPIRED"),
        ("superseded", "SUPERSEDED"),
        ("void", "VOID"),
        ("ended", "ENDED"),
    ],
)
def test_how_a_release_ended_is_stamped_and_read_aloud(
    signed: Content, code: str, stamp: str
) -> None:
    ended = Ended(code, "Revoked Nov 23, 2026")
    pdf = paper.render(signed, status=ended.label, ended=ended)
    assert [stamp_of(pdf, 1), stamp_of(pdf, 2)] == [stamp, stamp]
    assert "Revoked Nov 23, 2026. Nothing more may be shared" in text_of(pdf)
    assert "Revoked Nov 23, 2026" in footer_of(pdf, 2)
    assert len(opened(pdf).pages) == 2


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Jordan Reyes", "Serif-Italic"),
        ("Łucja Žižek", "Serif-Italic"),
        ("Nguyễn Thị Mỹ Duyên", "Paper-Serif"),
        ("Михаил Жуков", "Paper-Serif"),
    ],
)
def test_a_typed_signature_is_in_one_hand(
    signed: Content, name: str, font: str
) -> None:
    signature = {**TYPED, "typed_name": name}
    found = opened(paper.render({**signed, "signatures": [signature]}, status="Signed"))
    fonts = {
        str(each.BaseFont).partition("+")[2]
        for each in found.pages[1].Resources.Font.values()
    }
    serifs = {each for each in fonts if "Serif" in each} - {"Paper-Serif-Semi-Bold"}
    assert len(serifs) == 1
    assert serifs.pop().endswith(font)


def test_a_parents_authority_ends_it_sooner(signed: Content) -> None:
    words = {**signed, "authority_ends_on": "2027-01-05"}
    text = text_of(paper.render(words, status="Signed"))
    assert "It ends sooner: its last day is Mon, Jan 4, 2027, the day before" in text
    assert "before the client comes of age" in text
    childs = text_of(paper.render({**words, "voice": "child"}, status="Signed"))
    assert "before your child comes of age" in childs


def test_authority_that_outlasts_the_release_goes_unsaid(signed: Content) -> None:
    words = {**signed, "authority_ends_on": "2027-03-15"}
    assert "It ends sooner" not in text_of(paper.render(words, status="Signed"))


def test_a_chosen_name_is_said_only_where_it_differs(signed: Content) -> None:
    words = {**signed, "client": {**signed["client"], "chosen_name": ""}}
    assert "called" not in text_of(paper.render(words, status="Signed"))


def test_the_same_release_is_printed_in_the_same_bytes(
    signed: Content, printed: bytes
) -> None:
    assert paper.render(copy.deepcopy(signed), status="Signed") == printed
