"""Papers: tagged, the same every time, and made of the project's own files alone."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from practice.paper import pdf, weasy
from tests.releases.printing.papers import opened, pieces, text_of

Make = Callable[..., bytes]


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
        weasy.Renderer().print([page], 1)


def test_the_same_paper_has_the_same_bytes(make: Make) -> None:
    first = make("<h1>Release</h1><p>Words, Жуков")
    assert make("<p>Other words, Nguyễn") != first
    assert make("<h1>Release</h1><p>Words, Жуков") == first


def test_another_process_makes_the_same_bytes() -> None:
    page = '<html lang="en"><title>A paper</title><h1>Release</h1><p>Words'
    code = (
        "import django, sys; django.setup(); from practice.paper.weasy import Renderer;"
        f"sys.stdout.buffer.write(Renderer().print([{page!r}], 1)[0]); import os;"
        "sys.stdout.flush(); os._exit(0)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "practice.settings", "DEMO": "1"}
    other = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
    assert other.stdout == weasy.Renderer().print([page], 1)[0]


def test_no_rule_of_the_stylesheet_is_passed_over(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("weasyprint"), "propagate", True)
    weasy.Renderer()
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
    assert weasy.direction(text) == direction


def test_many_threads_each_get_their_own_paper(make: Make) -> None:
    names = [f"Jordan the {number}th" for number in range(12)]

    def made(name: str) -> bytes:
        return make(f"<p>{name}")

    with ThreadPoolExecutor(4) as pool:
        assert [text_of(paper) for paper in pool.map(made, names)] == names


LINES = '<body class="{{ setting }}"><p>{{ words|linebreaksbr }}'


@pytest.mark.parametrize("lines", [pytest.param(40, id="with room"), 48])
def test_a_long_paper_is_set_closely(make: Make, lines: int) -> None:
    words = "\n".join(f"word{number}" for number in range(lines))
    made = make(LINES, pages=1, words=words)
    assert len(opened(made).pages) == 1
    assert text_of(made).split() == words.split()
    assert min(piece.points for piece in pieces(made) if piece.read) >= 12


def test_what_no_setting_fits_is_refused_in_words(make: Make) -> None:
    with pytest.raises(pdf.TooLong) as raised:
        make(LINES, pages=1, words="word\n" * 70)
    sentence = "This takes more than one page on paper. Say it in fewer words."
    assert str(raised.value) == sentence
