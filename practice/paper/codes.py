"""The code on a printed page: which printout it is of, in which version, and which page.

Fifteen letters and figures, which a QR holds and a person can type. It names nobody: its
number is drawn at random, and means something only where it was drawn. Every letter of it
misread is noticed, and so are any two.
"""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass

import segno

# As Crockford's base 32: no I, L, O or U, which are misread; and no V, so that they are a
# prime number, in which the two checks notice any two that are wrong.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTWXYZ"
BASE = len(LETTERS)
MEANT = str.maketrans("ILOUV", "110WW")
NUMBER, MARK, CHECKS = 8, 4, 2
NUMBERS: int = BASE**NUMBER
MARKS: int = BASE**MARK
LENGTH = NUMBER + MARK + 1 + CHECKS
MOST_PAGES = BASE - 1
GROUP = 5


@dataclass(frozen=True)
class Code:
    """What a page says of itself. ``mark`` is what it says of the version."""

    number: int
    mark: int
    page: int

    def __str__(self) -> str:
        text = self.plain
        return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))

    @property
    def plain(self) -> str:
        said = _digits(self.number, NUMBER) + _digits(self.mark, MARK) + [self.page]
        return "".join(LETTERS[each] for each in [*said, *_checks(said)])

    def is_of(self, version: str) -> bool:
        """Whether ``version``, a hash in hexadecimal, is the one it was made for."""
        return self.mark == _mark(version)


def new_number() -> int:
    """Of a printout, not to be guessed."""
    return secrets.randbelow(NUMBERS)


def code_for(number: int, version: str, page: int) -> Code:
    """The code on ``page`` of the printout of this number. Raises ValueError if it has
    more pages, or a greater number, than there is room for.
    """
    if not (0 <= number < NUMBERS and 1 <= page <= MOST_PAGES):
        message = "This is more than a code holds."
        raise ValueError(message)
    return Code(number, _mark(version), page)


def read(text: str) -> Code | None:
    """The code that ``text`` is, as typed or read by a camera; None if it is none."""
    plain = "".join(text.split()).replace("-", "").upper().translate(MEANT)
    if len(plain) != LENGTH or not set(plain) <= set(LETTERS):
        return None
    digits = [LETTERS.index(each) for each in plain]
    said = digits[:-CHECKS]
    if digits[-CHECKS:] != _checks(said) or not said[-1]:
        return None
    return Code(_number(said[:NUMBER]), _number(said[NUMBER:-1]), said[-1])


def qr(text: str) -> bytes:
    """The QR of a code as SVG, without the white that it needs around it.

    A quarter of it may be lost, to a fold or a stain.
    """
    drawn = io.BytesIO()
    made = segno.make(text.replace("-", ""), error="q", micro=False)
    made.save(drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return drawn.getvalue()


def _mark(version: str) -> int:
    return int(version[:12], 16) % MARKS


def _digits(number: int, length: int) -> list[int]:
    return [number // BASE**place % BASE for place in reversed(range(length))]


def _number(digits: list[int]) -> int:
    number = 0
    for digit in digits:
        number = number * BASE + digit
    return number


def _checks(said: list[int]) -> list[int]:
    """Two sums, plain and by place: a Reed–Solomon code, which notices any two errors."""
    by_place = sum(place * digit for place, digit in enumerate(said, start=2))
    first = -sum(said) % BASE
    # Solves both for the last two places, 0 and 1, in which they stand.
    return [(first + by_place) % BASE, -by_place % BASE]
