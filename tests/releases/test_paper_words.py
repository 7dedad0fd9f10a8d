"""What a release says on paper, in print that can be read."""

from __future__ import annotations

import copy
import re
from typing import Any

import pikepdf
import pytest

from releases import content, paper
from releases.models.draft import SensitiveTopic, Topic
from tests.papers import footer_of, opened, pieces, stamp_of, text_of

Content = dict[str, Any]
SIGNED = {
    "signer": "Jordan Alex Reyes",
    "capacity": "client",
    "capacity_label": "The client",
    "authority": "",
    "mark": "drawn",
    "strokes": [[[40, 90], [52.5, 60], [300, 101]], [[420, 58]]],
    "typed_name": "",
    "signed_at": "2026-11-22T20:04:00+00:00",
    "signed_at_label": "Sun 22 Nov 2026, 3:04 pm EST",
    "witness": "Finn Doyle",
}
TYPED = {**SIGNED, "mark": "typed", "strokes": [], "typed_name": "Jordan Alex Reyes"}
WORDS = {
    "the client, by both names": "Jordan Alex Reyes , called Jo Reyes , born 2 May 1990",
    "who may share": "Willow Street Therapy and its clinicians",
    "with whom": "Sam Whitfield , the client’s partner , of Hope House",
    "what": "☑ Attendance and appointment times",
    "what not": "☐ Diagnosis",
    "what exactly": "How I cope in the evenings.",
    "what is sensitive": "JR ☑ Gender-affirming care",
    "what is not initialed": "☐ Genetic information",
    "what stays private": "My work.",
    "notes": "psychotherapy notes, which a clinician keeps apart from the record",
    "why": "Why Communication: practice skills and be heard, with support",
    "from when": "from Sun 22 Nov 2026",
    "until when": "until the end of Sun 14 Mar 2027",
    "or what event": "or sooner, when: Jordan ends treatment here",
    "the right to revoke in writing, and where": (
        "Tell us in writing at Willow Street Therapy, 12 Willow Street, Albany, NY 12207"
    ),
    "its exception": "It cannot undo what we shared before then",
    "no condition": "You do not have to sign.",
    "redisclosure": "may no longer be protected by federal privacy law",
    "a copy": "You receive a signed copy of this release",
    "who the client is": "You stay the client.",
    "who signed": "Name Jordan Alex Reyes",
    "in what capacity": "Signing as The client",
    "when": "Date and time Sun 22 Nov 2026, 3:04 pm EST",
    "the witness": "Witness Finn Doyle",
}


@pytest.fixture(scope="module")
def filled() -> Content:
    """A release for Sam, ready to sign."""
    words = copy.deepcopy(content.blank())
    for topic in words["topics"]:
        topic["allowed"] = topic["code"] == Topic.ATTENDANCE
    for topic in words["sensitive"]:
        topic["allowed"] = topic["code"] == SensitiveTopic.GENDER
    return {
        **words,
        "client": {
            "name": "Jordan Alex Reyes",
            "chosen_name": "Jo Reyes",
            "date_of_birth": "1990-05-02",
        },
        "contact": {
            "name": "Sam Whitfield",
            "relationship": "partner",
            "organisation": "Hope House",
        },
        "details": "How I cope in the evenings.",
        "off_limits": "My work.",
        "purpose": {
            "code": "relationship",
            "label": "Communication: practice skills and be heard, with support",
        },
        "effective_on": "2026-11-22",
        "expires_on": "2027-03-14",
        "expires_event": "Jordan ends treatment here",
    }


@pytest.fixture(scope="module")
def signed(filled: Content) -> Content:
    words = {**copy.deepcopy(filled), "signature": SIGNED}
    for topic in words["sensitive"]:
        topic["initials"] = "JR" if topic["allowed"] else ""
    return words


@pytest.fixture(scope="module")
def printed(signed: Content) -> bytes:
    """The release for Sam, signed."""
    return paper.render(signed, status="Signed")


@pytest.fixture(scope="module")
def blank() -> bytes:
    return paper.blank_paper()


@pytest.fixture(scope="module")
def unsigned(filled: Content) -> bytes:
    return paper.render(filled, status="Not signed")


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
    assert text.count("☐") == len(Topic) + len(SensitiveTopic) + 4
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
    ended = paper.Ended(code, "Revoked 23 Nov 2026")
    pdf = paper.render(signed, status=ended.label, ended=ended)
    assert [stamp_of(pdf, 1), stamp_of(pdf, 2)] == [stamp, stamp]
    assert "Revoked 23 Nov 2026. Nothing more may be shared" in text_of(pdf)
    assert "Revoked 23 Nov 2026" in footer_of(pdf, 2)
    assert len(opened(pdf).pages) == 2


PROSE = "What helps in the evenings, and which words to use when I go quiet. " * 20


@pytest.mark.parametrize(
    ("name", "details"),
    [
        pytest.param("Jordan Alex Reyes", PROSE, id="prose"),
        pytest.param("Maximiliana " * 17, PROSE, id="prose and names of 200 letters"),
        pytest.param(
            "张伟", "我希望我的伴侣知道在晚上什么能帮助我。" * 60, id="Chinese"
        ),
        pytest.param(
            "ليلى حداد", "أريد أن تعرف أمي ما يساعدني في المساء. " * 30, id="Arabic"
        ),
        pytest.param("Jordan Alex Reyes", "a\n" * 500, id="a letter a line"),
        pytest.param("Jordan Alex Reyes", "W" * 1000, id="one word"),
    ],
)
def test_whatever_is_written_fits_on_two_pages_and_nothing_is_cut(
    signed: Content, name: str, details: str
) -> None:
    name, details = name[:200].strip(), details[:1000].strip()
    words = {
        **signed,
        "client": {**signed["client"], "name": name},
        "contact": {**signed["contact"], "name": name},
        "signature": {**TYPED, "typed_name": name, "signer": name, "witness": name},
        "details": details,
        "off_limits": details,
    }
    pdf = paper.render(words, status="Signed")
    assert len(opened(pdf).pages) == 2
    drawn = "".join(text_of(pdf).split())
    for letter in set(name + details) - set(" \n"):
        wanted = 6 * name.count(letter) + 2 * details.count(letter)
        assert drawn.count(letter) >= wanted, letter
    assert min(piece.points for piece in pieces(pdf) if piece.read) >= 12


def test_names_too_long_for_two_pages_take_a_third(signed: Content) -> None:
    words = {
        **signed,
        "client": {**signed["client"], "name": "张" * 200, "chosen_name": "伟" * 200},
        "signature": {**TYPED, "typed_name": "张" * 200, "witness": "伟" * 200},
        "details": "我" * 1000,
        "off_limits": "我" * 1000,
    }
    pdf = paper.render(words, status="Signed")
    assert "Page 3 of 3" in footer_of(pdf, 3)
    assert text_of(pdf).count("我") == 2000


WRITTEN = {
    "client": ("name", "chosen_name"),
    "contact": ("name", "relationship", "organisation"),
    "signature": ("signer", "authority", "typed_name", "witness"),
}


def test_script_in_any_field_is_drawn_as_text(signed: Content) -> None:
    words = copy.deepcopy({**signed, "signature": TYPED})
    scripts = [f"<script>{number}</script><img src=x>&lt;" for number in range(14)]
    left = iter(scripts)
    for part, fields in WRITTEN.items():
        words[part].update({field: next(left) for field in fields})
    for field in ("discloser", "details", "off_limits", "expires_event"):
        words[field] = next(left)
    words["sensitive"][3]["initials"] = next(left)
    drawn = "".join(text_of(paper.render(words, status="Signed")).split())
    for script in scripts:
        assert "".join(script.split()) in drawn


@pytest.mark.parametrize("point", [["<script>", 1], [1, '"/><script>'], [None, 1], [1]])
def test_a_stroke_is_numbers_or_nothing(signed: Content, point: list[Any]) -> None:
    signature = {**SIGNED, "strokes": [[[1, 2], point]]}
    with pytest.raises((TypeError, ValueError)):
        paper.render({**signed, "signature": signature}, status="Signed")


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
    found = opened(paper.render({**signed, "signature": signature}, status="Signed"))
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
    assert "It ends sooner, as Tue 5 Jan 2027 begins" in text


def test_authority_that_outlasts_the_release_goes_unsaid(signed: Content) -> None:
    words = {**signed, "authority_ends_on": "2027-03-15"}
    assert "ends sooner" not in text_of(paper.render(words, status="Signed"))


def test_a_chosen_name_is_said_only_where_it_differs(signed: Content) -> None:
    words = {**signed, "client": {**signed["client"], "chosen_name": ""}}
    assert "called" not in text_of(paper.render(words, status="Signed"))


def test_the_same_release_is_printed_in_the_same_bytes(
    signed: Content, printed: bytes
) -> None:
    assert paper.render(copy.deepcopy(signed), status="Signed") == printed
