"""How hard English is to read: the Flesch-Kincaid grade, near enough to write by.

45 CFR 164.508(c)(3) asks for plain language; what we ship is at sixth grade.
"""

from __future__ import annotations

import re

SIXTH_GRADE = 6.9


def grade(text: str) -> float:
    """The school grade that reads ``text``; 0 of no words."""
    words = re.findall(r"[a-z][a-z’']*", text.lower())
    if not words:
        return 0
    sentences = max(len(re.findall(r"[.!?]+(?=[\s”\"]|$)", text)), 1)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """Its groups of vowels, but for what ends in silence: stop/ped, ma/ke."""
    spoken = re.sub(r"(?:(?<![td])ed|(?<![aeiouyl])es?|[’'].*)$", "", word)
    return max(len(re.findall(r"[aeiouy]+", spoken)), 1)
