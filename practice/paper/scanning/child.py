"""The process that opens files of unknown make: little memory, little time, no more files.

Each comes after a line of JSON that says how long it is. The answer is such a line: what
it is and how many pages it has, or its trouble; then, where it is to be ``read``, of each
page a line and the JPEG after it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from practice.paper.scanning import pdfs, pictures
from practice.paper.scanning.kinds import kind_of
from practice.paper.scanning.limits import MEMORY, SECONDS, SECONDS_A_PAGE, Trouble


def main(sent: BinaryIO, out: BinaryIO) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while asked := sent.readline():
        task = json.loads(asked)
        content = sent.read(task["length"])
        try:
            _answer(out, content, task["read"])
        except Trouble as trouble:
            _say(out, trouble=trouble.code)
        except MemoryError:
            _say(out, trouble="bomb")


def _answer(out: BinaryIO, content: bytes, read: bool) -> None:
    _allow(SECONDS)
    kind = kind_of(content)
    pages = _count(kind, content)
    _say(out, kind=kind, pages=pages)
    if not read:
        return
    _allow(SECONDS + pages * SECONDS_A_PAGE)
    for image in _images(kind, content):
        page = pictures.anew(image)
        size = {"width": page.width, "height": page.height}
        _say(out, codes=page.codes, length=len(page.jpeg), **size)
        out.write(page.jpeg)
        out.flush()


def _count(kind: str, content: bytes) -> int:
    if kind == "pdf":
        return pdfs.pages_in(content)
    pictures.decoded(content, kind)
    return 1


def _images(kind: str, content: bytes) -> Iterator[Image.Image]:
    if kind == "pdf":
        yield from pdfs.drawn(content)
    else:
        yield pictures.decoded(content, kind)


def _allow(seconds: int) -> None:
    """From now on, of the processor's time."""
    until = int(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _say(out: BinaryIO, **said: object) -> None:
    out.write(json.dumps(said).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
