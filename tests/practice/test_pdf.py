"""Papers: tagged, the same every time, and made of the project's own files alone."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import OpenerDirector

import pytest

from practice import pdf, press
from practice.fonts import SCRIPTS, Script
from tests.papers import opened, pieces, stamp_of, text_of

SECRET = "kept in a file of this machine"
Make = Callable[..., bytes]


@pytest.fixture
def make(tmp_path: Path, settings: Any) -> Make:
    """The PDF of a body."""
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    settings.TEMPLATES = [engine]

    def made(body: str, pages: int = 9, **context: Any) -> bytes:
        page = f'<!doctype html><html lang="en-US"><title>A paper</title>{body}'
        name = f"{hashlib.sha256(body.encode()).hexdigest()}.html"
        (tmp_path / name).write_text(page)
        return pdf.render(name, context, pages=pages)

    return made


def test_a_paper_is_tagged_titled_and_in_a_language(make: Make) -> None:
    paper = opened(make("<h1>Release</h1><p>Words"))
    assert paper.Root.MarkInfo.Marked
    assert paper.Root.StructTreeRoot.K[0].S == "/Document"
    assert str(paper.Root.Lang) == "en-US"
    assert str(paper.docinfo.Title) == "A paper"
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    metadata = paper.Root.Metadata.read_bytes()
    assert b'pdfuaid:part="1"' in metadata


def test_all_that_is_drawn_is_read_aloud_or_an_artifact(make: Make) -> None:
    drawn = pieces(make("<h1>Release</h1><ul><li>One<li>Two</ul><table><tr><td>Three"))
    assert {piece.text for piece in drawn if piece.read} >= {"One", "Two", "Three"}
    assert any(piece.text == "Page 1 of 1" and piece.artifact for piece in drawn)
    assert all(piece.read is not piece.artifact for piece in drawn)


def test_its_fonts_travel_with_it(make: Make) -> None:
    paper = opened(make("<h1>Release</h1><p>Жуков 張"))
    descriptors = [each for each in paper.objects if _is(each, "/FontDescriptor")]
    assert len(descriptors) >= 2
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


def _is(thing: Any, kind: str) -> bool:
    return hasattr(thing, "get") and thing.get("/Type") == kind


@pytest.mark.parametrize(
    "page",
    ['<html lang="en"><p>No title', "<html><title>A paper</title><p>No language"],
)
def test_a_paper_without_title_or_language_is_not_made(page: str) -> None:
    with pytest.raises(ValueError, match="a title and a language"):
        press.Press().print([page], 1)


def test_the_same_paper_has_the_same_bytes(make: Make) -> None:
    first = make("<h1>Release</h1><p>Words, Жуков")
    assert make("<p>Other words, Nguyễn") != first
    assert make("<h1>Release</h1><p>Words, Жуков") == first


def test_another_process_makes_the_same_bytes() -> None:
    page = '<html lang="en"><title>A paper</title><h1>Release</h1><p>Words'
    code = (
        "import django, sys; django.setup(); from practice.press import Press;"
        f"sys.stdout.buffer.write(Press().print([{page!r}], 1)[0]); import os;"
        "sys.stdout.flush(); os._exit(0)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "practice.settings", "DEMO": "1"}
    other = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
    assert other.stdout == press.Press().print([page], 1)[0]


ASKS = {
    "an image": '<img alt="" src="{}">',
    "an object": '<object data="{}"></object>',
    "an embedded file": '<embed src="{}">',
    "a background": '<style>p {{ background: url("{}") }}</style><p>Words',
    "a background in an attribute": "<p style='background: url({})'>Words",
    "a marker": '<style>li {{ list-style-image: url("{}") }}</style><li>Words',
    "some content": '<style>p::before {{ content: url("{}") }}</style><p>Words',
    "a stylesheet": '<link rel="stylesheet" href="{}"><p>Words',
    "an import": '<style>@import url("{}");</style><p>Words',
    "a font": '<style>@font-face {{ font-family: x; src: url("{}") }}</style><p>Words',
    "an attachment": '<link rel="attachment" href="{}"><p>Words',
    "an attached link": '<a rel="attachment" href="{}">Words</a>',
    "an image in a drawing": (
        '<svg viewBox="0 0 9 9"><title>x</title><image href="{}" width="9" height="9"/>'
        "</svg>"
    ),
}
PLACES = [
    "file://{}",
    "http://127.0.0.1:9/paper.svg",
    "https://example.org/paper.svg",
    "ftp://example.org/paper.svg",
    "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E",
    "paper:../../practice/settings.py",
    "font:../../etc/passwd",
]


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drawing on this machine that is nobody's paper, and no way to open addresses."""

    def opens(*_: object, **__: object) -> None:
        pytest.fail("The renderer opened an address.")

    monkeypatch.setattr(OpenerDirector, "open", opens)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "secret.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99">'
        f'<text id="x" y="50">{SECRET}</text></svg>'
    )
    return file


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
@pytest.mark.parametrize("place", PLACES)
def test_content_that_asks_for_another_file_stops_the_paper(
    make: Make, secret: Path, ask: str, place: str
) -> None:
    with pytest.raises(PermissionError, match="asked for another file"):
        make(ask.format(place.format(secret)))


@pytest.mark.parametrize(
    "content",
    [
        '<img alt="" src="secret.svg">',
        '<img alt="" src="./secret.svg">',
        '<base href="file:///"><p>',
        '<svg viewBox="0 0 99 99"><use href="file://{}#x"/></svg>',
        '<svg viewBox="0 0 99 99"><use href="secret.svg#x"/></svg>',
        '<svg><style>@import url("file://{}");</style></svg>',
        '<a href="file://{}">',
        '<iframe src="file://{}"></iframe>',
        '<script src="file://{}"></script><script>document.write("x")</script>',
        '<meta http-equiv="refresh" content="0; url=file://{}">',
    ],
)
def test_other_ways_to_ask_lead_nowhere(make: Make, secret: Path, content: str) -> None:
    drawn = pieces(make(f"<p>Words</p>{content.format(secret)}"))
    assert {piece.text for piece in drawn} <= {"Words", "Page 1 of 1"}


def test_a_paper_shows_its_own_drawings(make: Make) -> None:
    made = make('<body style="background: url(paper:revoked.svg)"><p>Words')
    assert stamp_of(made, 1) == "REVOKED"


@pytest.mark.parametrize("sample", ["Михаил Жуков", "Nguyễn Thị Mỹ Duyên", "張偉 张伟"])
def test_names_are_drawn_whole(make: Make, sample: str) -> None:
    assert text_of(make(f"<p>{sample}")).replace(" ", "") == sample.replace(" ", "")


def test_an_arabic_name_is_drawn_whole(make: Make) -> None:
    drawn = text_of(make('<p dir="auto">ليلى حداد'))
    assert sorted(drawn.replace(" ", "")) == sorted("ليلىحداد")


def test_a_character_that_no_font_has_is_never_dropped(make: Make) -> None:
    with pytest.raises(pdf.UndrawableText) as raised:
        make("<p>Jor\U0010fffddan")
    assert "\U0010fffd" not in str(raised.value)
    assert "Jor" not in str(raised.value)


@pytest.mark.parametrize(
    ("characters", "sentence"),
    [
        ("漢", "No font on this machine draws Chinese. Install fonts-noto-cjk."),
        ("かナ", "No font on this machine draws Japanese. Install fonts-noto-cjk."),
        (
            "ع한",
            "No font on this machine draws Arabic and Korean."
            " Install fonts-noto-cjk and fonts-noto-core.",
        ),
        ("𒀀", "No font on this machine draws Cuneiform. Install fonts-noto-core."),
        ("♞", "No font on this machine draws symbols. Install fonts-symbola."),
        (
            "\x07",
            "No font on this machine draws control or private characters."
            " Take them out of the text.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said_with_what_to_install(
    characters: str, sentence: str
) -> None:
    assert str(pdf.UndrawableText(press.scripts_of(characters))) == sentence


def test_the_check_says_which_scripts_cannot_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "undrawable_scripts", lambda: list(SCRIPTS.values()))
    (promised,), (others,) = pdf.promised_fonts(), pdf.other_fonts()
    assert promised.msg == (
        "No font on this machine draws Arabic and Chinese."
        " Install fonts-noto-cjk and fonts-noto-core."
    )
    assert "Korean" in others.msg


def test_the_check_is_silent_where_all_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "undrawable_scripts", list[Script])
    assert pdf.promised_fonts() == pdf.other_fonts() == []


def test_the_check_and_the_renderer_agree(make: Make) -> None:
    undrawable = {script.name for script in pdf.undrawable_scripts()}
    for script in SCRIPTS.values():
        try:
            make(f"<p>{script.sample}")
        except pdf.UndrawableText:
            assert script.name in undrawable
        else:
            assert script.name not in undrawable


def test_no_rule_of_the_stylesheet_is_passed_over(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("weasyprint"), "propagate", True)
    press.Press()
    assert caplog.messages == []


def test_what_is_drawn_is_not_logged(
    make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(pdf.UndrawableText):
        make('<p style="color: jordan">Jor\U0010fffddan')
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Jordan", "ltr"), ("12: ليلى", "rtl"), ("שלום Jordan", "rtl"), ("12", "ltr")],
)
def test_a_name_is_set_in_its_own_direction(text: str, direction: str) -> None:
    assert press.direction(text) == direction


def test_many_threads_each_get_their_own_paper(make: Make) -> None:
    names = [f"Jordan the {number}th" for number in range(12)]

    def made(name: str) -> bytes:
        return make(f"<p>{name}")

    with ThreadPoolExecutor(4) as pool:
        assert [text_of(paper) for paper in pool.map(made, names)] == names


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        pytest.param(40, 1, id="with room"),
        pytest.param(48, 1, id="set closely"),
        pytest.param(70, 2, id="more than fits, and nothing left out"),
    ],
)
def test_a_long_paper_is_set_closely_before_it_takes_another_page(
    make: Make, lines: int, taken: int
) -> None:
    body = '<body class="{{ setting }}"><p>{{ words|linebreaksbr }}'
    words = "\n".join(f"word{number}" for number in range(lines))
    made = make(body, pages=1, words=words)
    assert len(opened(made).pages) == taken
    assert text_of(made).split() == words.split()
    assert min(piece.points for piece in pieces(made) if piece.read) >= 12
