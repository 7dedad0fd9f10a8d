"""Drawn signatures such as a hurried hand makes."""

from __future__ import annotations

from math import cos, pi, sin

Line = list[list[int]]

BASE = 150  # what the letters stand on, in the box of 600 by 240 to sign in
SLANT = 0.3  # to the right, for each unit upwards
WORDS, LETTERS = 3, 6  # written out; a hurried hand leaves the rest to the last stroke
POINTS = 12  # to a letter
TALL, DEEP = set("bdfhklt"), set("gjpqyz")


def strokes_of(name: str) -> list[Line]:
    """``name`` as its owner would sign it, always alike: a line a word."""
    words = [word[:LETTERS] for word in name.split()[:WORDS]]
    wide = min(34.0, 520 / (sum(map(len, words)) + 2 * len(words)))
    strokes, x = [], 36.0
    for word in words:
        strokes.append(_line(word, x, wide))
        x += (len(word) + 2) * wide
    return strokes


def _line(word: str, x: float, wide: float) -> Line:
    """One loop a letter, smaller as the word goes on, and a stroke to leave it by."""
    line: Line = []
    for place, letter in enumerate(word):
        tall = _height(letter) * 0.9**place
        loop = wide * (0.3 + ord(letter) % 4 * 0.06)
        for step in range(POINTS):
            turn = step / POINTS
            up = tall * (1 - cos(2 * pi * turn)) / 2
            along = (place + turn) * wide - loop * sin(2 * pi * turn)
            line.append([round(x + along + SLANT * up), round(BASE - up)])
    end = x + len(word) * wide
    line += [[round(end + wide * far / 4), BASE - far * far // 2] for far in range(6)]
    return line


def _height(letter: str) -> int:
    if letter.isupper():
        return 66
    if letter in TALL:
        return 52
    return -34 if letter in DEEP else 22 + ord(letter) % 5 * 3
