"""What a file is: by what stands in it, whatever it is called."""

from __future__ import annotations

from practice.paper.scanning.limits import Trouble

HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
# What does not occur in a page by itself: another file within the file.
SCRIPTS = (b"<script", b"<html", b"<?php", b"<!doctype html", b"<svg xmlns")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
# Where such things are put to be found: in between, a few bytes in millions are chance.
AT_THE_ENDS = 64 * 1024
ZIP_ENDS, ZIP_END_LENGTH = b"PK\x05\x06", 22
END = b"%%EOF"
JPEG_ENDS, PNG_ENDS = b"\xff\xd9", b"IEND\xaeB`\x82"


def kind_of(content: bytes) -> str:
    """``pdf``, ``jpeg``, ``png`` or ``heic``. Raises ``Trouble`` for anything else, and for
    what is more than one thing at once.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise Trouble("empty")
    kind = _beginning(content)
    if kind is None:
        if b"%PDF-" in content[:1024]:  # which readers forgive, and disguises use
            raise Trouble("polyglot")
        raise Trouble("unknown")
    ends = (content[:AT_THE_ENDS] + content[-AT_THE_ENDS:]).lower()
    if any(mark in ends for mark in SCRIPTS):
        raise Trouble("polyglot" if kind != "pdf" else "scripts")
    if any(mark in content for mark in ARCHIVES) or _is_zip(content):
        raise Trouble("polyglot")
    if kind != "pdf" and b"%PDF-" in content:
        raise Trouble("polyglot")
    _insist_on_its_end(kind, content)
    return kind


def _beginning(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[4:8] == b"ftyp" and content[8:12] in HEIF:
        return "heic"
    return None


def _is_zip(content: bytes) -> bool:
    """Whether it ends as an archive does: with a note as long as is said before it."""
    at = content.rfind(ZIP_ENDS, -(ZIP_END_LENGTH + 0xFFFF))
    note = content[at + ZIP_END_LENGTH :]
    said = content[at + ZIP_END_LENGTH - 2 : at + ZIP_END_LENGTH]
    return at >= 0 and int.from_bytes(said, "little") == len(note)


def _insist_on_its_end(kind: str, content: bytes) -> None:
    """What follows a file's own end is another's; what has no end is cut off."""
    if kind == "pdf":
        last = content.rfind(END)
        if last < 0:
            raise Trouble("broken")
        if content[last + len(END) :].strip(b"\0 \r\n\t\x1a"):
            raise Trouble("polyglot")
    if kind == "png":
        last = content.rfind(PNG_ENDS)
        if last < 0:
            raise Trouble("broken")
        if content[last + len(PNG_ENDS) :].strip(b"\0 \r\n\t"):
            raise Trouble("polyglot")
    # Telephones write pictures of their own behind a JPEG, which go in re-encoding.
    if kind == "jpeg" and JPEG_ENDS not in content:
        raise Trouble("broken")
