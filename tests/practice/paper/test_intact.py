"""Whether a paper is as it was sealed: no byte changes, and none is added, unseen."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from practice.paper import key, seal
from practice.paper.intact import RANGE, trouble

Make = Callable[..., bytes]


@pytest.fixture
def sealed(make: Make, tmp_path: Path, settings: Any) -> bytes:
    settings.DATA_DIR = tmp_path / "data"
    return seal.seal(make("<h1>Release</h1><p>Jordan Reyes"))


def test_as_it_was_sealed_nothing_is_wrong(sealed: bytes) -> None:
    assert trouble(sealed) == ""


@pytest.mark.parametrize("part", range(3))
def test_three_hundred_changes_of_one_byte_are_all_caught(
    sealed: bytes, part: int
) -> None:
    chance = random.Random(part)  # noqa: S311 - the same every time
    for _ in range(100):
        changed, place = bytearray(sealed), chance.randrange(len(sealed))
        changed[place] ^= 1 << chance.randrange(8)
        assert trouble(bytes(changed)), place


def test_no_byte_of_the_seal_itself_changes_unseen(sealed: bytes) -> None:
    start, end, _ = map(int, RANGE.findall(sealed)[0])
    for place in range(start, end):
        changed = bytearray(sealed)
        changed[place] ^= 0x20  # a letter's other case, too
        assert trouble(bytes(changed)), place


def test_a_lawful_update_after_it_is_a_change(sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root["/PageMode"] = NameObject("/UseNone")
    writer.update_root()
    updated = io.BytesIO()
    writer.write(updated)
    assert updated.getvalue().startswith(sealed)
    assert trouble(updated.getvalue()) == "its seal does not cover all of it"


def test_one_byte_after_it_is_a_change(sealed: bytes) -> None:
    assert trouble(sealed + b"\n") == "its seal does not cover all of it"
    assert trouble(sealed[:-1]) == "its seal does not cover all of it"


def test_a_seal_taken_off_is_missed(make: Make, sealed: bytes) -> None:
    made = make("<h1>Release</h1><p>Jordan Reyes")
    assert sealed.startswith(made)
    assert trouble(made) == "it is not sealed"
    assert trouble(b"") == "it is not sealed"


def test_written_anew_it_is_not_what_was_sealed(sealed: bytes) -> None:
    anew = io.BytesIO()
    pikepdf.open(io.BytesIO(sealed)).save(anew)
    assert trouble(anew.getvalue())


def test_the_seal_of_another_practice_is_none_of_ours(
    sealed: bytes, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path / "other"
    assert trouble(sealed) == "its seal is none of the practice’s"
    assert trouble(sealed, key.certificates()) == "its seal is none of the practice’s"


def test_the_seal_of_another_paper_does_not_fit(make: Make, sealed: bytes) -> None:
    other = seal.seal(make("<h1>Release</h1><p>Marian Reyes"))
    start, end, _ = map(int, RANGE.findall(sealed)[0])
    here, there, _ = map(int, RANGE.findall(other)[0])
    swapped = other[:here] + sealed[start:end] + other[there:]
    assert trouble(swapped) == "it is not what was sealed"


def test_what_only_looks_like_a_seal_is_read_without_a_fault(sealed: bytes) -> None:
    gap = re.compile(rb"<[0-9A-F]{99,}>")
    for wrong in (b"<00>", b"<3003020101>", b"<zz>", b"<>"):
        broken = gap.sub(wrong.ljust(4098, b" "), sealed)
        assert trouble(broken) == "its seal is damaged"
