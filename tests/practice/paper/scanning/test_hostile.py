"""Files that do harm, or are not what they seem, are refused by the name of their trouble."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.paper.scanning.limits import MOST_PAGES, Trouble
from practice.paper.scanning.reader import Look, Reader
from tests.practice.paper.scanning import hostile as h

WHOLE = h.pdf()
JPEG, PNG = h.picture(), h.picture("PNG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "a script as it opens": ("scripts", h.pdf(h.script)),
    "a script by a name": ("scripts", h.pdf(h.named_script)),
    "a script at a page": ("scripts", h.pdf(h.script_at_a_page)),
    "a program to start": ("scripts", h.pdf(h.launch)),
    "a form that sends itself": ("scripts", h.pdf(h.sends_a_form)),
    "a film": ("scripts", h.pdf(h.plays)),
    "a form of XFA": ("scripts", h.pdf(h.xfa)),
    "a way to another file": ("scripts", h.pdf(h.goes_elsewhere)),
    "HTML within a PDF": (
        "scripts",
        WHOLE.replace(b"%%EOF", b"<script>1</script>\n%%EOF"),
    ),
    "a file embedded": ("embedded", h.pdf(h.embedded)),
    "a file pinned to a page": ("embedded", h.pdf(h.attached_to_a_note)),
    "a password to open": ("encrypted", h.locked(user="a", owner="b")),
    "a password to change": ("encrypted", h.locked(owner="b")),
    "half a PDF": ("broken", WHOLE[: len(WHOLE) // 2]),
    "a PDF without its table": ("broken", WHOLE.replace(b"startxref", b"stopxref!")),
    "a PDF of noise": ("broken", b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"\n%%EOF"),
    "half a JPEG": ("broken", JPEG[: len(JPEG) // 2]),
    "half a PNG": ("broken", PNG[: len(PNG) // 2]),
    "a HEIC of nothing": ("broken", b"\0\0\0\x18ftypheic" + bytes(64)),
    "no pages": ("no pages", h.pdf(pages=0)),
    "too many pages": ("too many pages", h.pdf(pages=MOST_PAGES + 1)),
    "a page that unfolds for ever": ("bomb", h.pdf(h.unfolds)),
    "a page packed twice": ("bomb", h.pdf(h.unfolds_twice)),
    "a huge picture within a PDF": ("too many pixels", h.pdf(h.picture_of(9000, 9000))),
    "a huge PNG": ("too many pixels", h.png_of(65_000, 65_000)),
    "a PNG one line too large": ("too many pixels", h.png_of(8000, 5001)),
    "an archive behind a JPEG": ("polyglot", JPEG + h.zipped()),
    "an archive behind a PDF": ("polyglot", WHOLE + h.zipped()),
    "a PDF behind a PNG": ("polyglot", PNG + WHOLE),
    "a PDF behind HTML": ("polyglot", b"<p>Hello\n" + WHOLE),
    "HTML within a JPEG": ("polyglot", h.picture(comment=b"<html><body>")),
    "more behind a PNG": ("polyglot", PNG + b"more"),
    "a web page": ("unknown", b"<!doctype html><script>alert(1)</script>"),
    "a drawing with a script": ("unknown", SVG),
    "a program": ("unknown", b"MZ" + bytes(900)),
    "a GIF": ("unknown", h.picture("GIF")),
    "a TIFF": ("unknown", h.picture("TIFF")),
    "nothing": ("empty", b""),
    "nothing but zeros": ("empty", bytes(5000)),
}
DISGUISED = [
    (WHOLE, "signed.jpg", "image/jpeg"),
    (JPEG, "signed.pdf", "application/pdf"),
    (PNG, "signed.jpg", ""),
    (PNG, "signed.png", "text/html"),
    (WHOLE, "signed.pdf.exe", ""),
    (WHOLE, "signed.html", "application/pdf"),
]
# Among millions of bytes of a photo, a few are by chance what begins something else.
CHANCE = bytes(70_000) + b"PK\x05\x06 <?php" + bytes(70_000)
TAKEN = [
    (WHOLE, "a.PDF", "application/pdf", Look("pdf", 1)),
    (h.pdf(pages=MOST_PAGES), "a.pdf", "", Look("pdf", MOST_PAGES)),
    (WHOLE + b"\r\n\0", "a.pdf", "application/x-pdf", Look("pdf", 1)),
    (JPEG, "photo.jpeg", "image/jpeg; q=1", Look("jpeg", 1)),
    (JPEG + JPEG, "with another behind.jpg", "", Look("jpeg", 1)),
    (h.png_of(100, 99), "a.png", "image/png", Look("png", 1)),
    (h.pdf(h.picture_of(8000, 5000)), "without a dot", "", Look("pdf", 1)),
    (JPEG + CHANCE, "by_chance.jpg", "image/jpeg", Look("jpeg", 1)),
]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def trouble_of(reader: Reader, content: bytes, *said: str) -> str:
    with pytest.raises(Trouble) as refused:
        reader.look(content, *said)
    return refused.value.code


@pytest.mark.parametrize(("trouble", "content"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_by_the_name_of_its_trouble(
    trouble: str, content: bytes, reader: Reader
) -> None:
    assert trouble_of(reader, content) == trouble


@pytest.mark.parametrize(("content", "name", "declared"), DISGUISED)
def test_what_is_not_what_it_is_called_is_refused(
    content: bytes, name: str, declared: str, reader: Reader
) -> None:
    assert trouble_of(reader, content, name, declared) == "disguised"


@pytest.mark.parametrize(("content", "name", "declared", "found"), TAKEN)
def test_the_nearest_that_is_in_order_is_taken(
    content: bytes, name: str, declared: str, found: Look, reader: Reader
) -> None:
    assert reader.look(content, name, declared) == found


def test_what_kills_the_process_is_broken_and_the_next_file_is_read() -> None:
    with Reader() as reader:
        reader.look(JPEG)
        process = reader._running()
        process.kill()
        process.wait()
        assert trouble_of(reader, JPEG) == "broken"
        assert reader.look(JPEG) == Look("jpeg", 1)


def test_a_page_out_of_all_proportion_is_not_drawn(reader: Reader) -> None:
    def far(made: object) -> None:
        made.pages[0].MediaBox = h.Array([0, 0, 1, 2_000_000])  # type: ignore[attr-defined]

    with pytest.raises(Trouble) as refused:
        list(reader.read(h.pdf(far), 1))
    assert refused.value.code == "broken"
