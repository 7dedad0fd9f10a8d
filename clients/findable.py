"""The text by which people are found, and what is looked for in it.

It holds each name in words and in one, as folded, and the day of birth as 19900502. The
columns are kept by the database; here is the same for what is typed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Func, GeneratedField, TextField
from django.db.models.expressions import Combinable
from django.utils import timezone

from clients.names import folded

# What stands between the words of a name. Read by both Python and PostgreSQL.
BETWEEN = r"[ \t\n\r\u2010-\u2015\u2212.,;:()/-]+"

# PostgreSQL binds the functions that these call as they are made: a backup is restored
# where none is found by its bare name.
FOLDED_WORDS = rf"""
CREATE FUNCTION folded_words(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    SELECT coalesce(string_agg(folded_name(word), ' ' ORDER BY place), '')
    FROM regexp_split_to_table(normalize(name, NFKD), '{BETWEEN}')
        WITH ORDINALITY AS split (word, place)
    WHERE word <> ''
)
"""  # noqa: S608 (constant)
FINDABLE = r"""
CREATE FUNCTION findable(name text, other_name text, born date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    ' ' || folded_words(name) || E'\n' || folded_name(name)
    || E'\n ' || folded_words(other_name) || E'\n' || folded_name(other_name)
    || E'\n ' || coalesce((
        extract(year FROM born) * 10000 + extract(month FROM born) * 100
        + extract(day FROM born)
    )::integer::text, '')
"""

# A day of birth as people write it, or as our pages do.
DAY = re.compile(r"\d{1,4}([-/])\d{1,2}\1\d{1,4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}")
SHORT = 3  # letters: the index holds no fewer, but for those that begin a word


def findable_field(name: str, other_name: str | Combinable) -> GeneratedField:
    """A column by which someone is found; an index on it serves any part of a word."""
    return GeneratedField(
        expression=Func(F(name), other_name, F("date_of_birth"), function="findable"),
        output_field=TextField(),
        db_persist=True,
    )


def folded_words(name: str) -> str:
    """``name`` as the database's function of that name folds each word of it."""
    words = re.split(BETWEEN, unicodedata.normalize("NFKD", name))
    return " ".join(folded(word) for word in words if word)


def findable(name: str, born: date | None) -> str:
    """As the database has it of someone who bears one name."""
    day = f"{born:%Y%m%d}" if born else ""
    return f" {folded_words(name)}\n{folded(name)}\n \n\n {day}"


def pieces(typed: str) -> list[str]:
    """What of ``typed`` must all be found: parts of a name, or a day.

    One or two letters begin a word, but where a letter is as much as a syllable or more.
    """
    days = [day for match in DAY.finditer(typed) if (day := _day(match[0]))]
    rest = DAY.sub(lambda match: " " if _day(match[0]) else match[0], typed)
    words = folded_words(rest).split()
    return [f" {day:%Y%m%d}" for day in days] + [_piece(word) for word in words]


def _piece(word: str) -> str:
    alphabetic = not any(unicodedata.category(letter) == "Lo" for letter in word)
    return f" {word}" if alphabetic and len(word) < SHORT else word


def _day(text: str) -> date | None:
    """The day that is written; of the two that 5/2/68 may be, the one that has been."""
    try:
        day: date = forms.DateField().clean(text)
    except ValidationError:
        return None
    ahead = day > timezone.localdate()
    return day.replace(year=day.year - 100) if ahead else day
