"""When two names are the same."""

from __future__ import annotations

import re
import unicodedata

# What a keyboard leaves out of a name or puts in as it likes, once letters are taken
# apart: marks, spaces, what cannot be seen, apostrophes and hyphens. Read by both
# Python and PostgreSQL.
ASIDE = (
    r"[\u0300-\u036f \t\n\r\u200b-\u200f"
    r"'`\u02b9\u02bb\u02bc\u2018\u2019\u2032\u2010-\u2015\u2212-]"
)

# As ``folded``, for the database. PostgreSQL folds letter by letter, but for ß.
FOLDED_NAME = rf"""
CREATE FUNCTION folded_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT replace(
        casefold(regexp_replace(normalize(name, NFKD), '{ASIDE.replace("'", "''")}', '', 'g')),
        'ß', 'ss'
    )
$$
"""


def folded(name: str) -> str:
    """What ``name`` shares with other ways to write it: José with Jose, O’Neil with
    o'neil, Weiß with WEISS, Anne-Marie with Anne Marie.
    """
    return re.sub(ASIDE, "", unicodedata.normalize("NFKD", name)).casefold()
