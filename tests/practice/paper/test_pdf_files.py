"""The renderer opens the project's own files, and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from urllib.request import OpenerDirector

import pytest

from tests.releases.printing.papers import pieces, stamp_of

SECRET = "kept in a file of this machine"
Make = Callable[..., bytes]
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
    "paper:revoked.svg",
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


@pytest.mark.parametrize("word", ["REVOKED", "REEMPLAZADA", "HỦY", "A<B&C"])
def test_a_paper_is_stamped_with_any_word(make: Make, word: str) -> None:
    made = make(f'<body style="background: url(stamp:{quote(word)})"><p>Words')
    assert stamp_of(made, 1) == word
