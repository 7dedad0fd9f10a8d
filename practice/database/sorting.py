"""Names in the order in which people look for them."""

from __future__ import annotations

from django.db.models import F, Func

# Letters are taken apart, and then stand without their marks and capitals.
PLAIN = (
    r"casefold(regexp_replace(normalize(%(expressions)s, NFKD),"
    r" '[\u0300-\u036f]', '', 'g'))"
)


def as_people_sort(name: str) -> Func:
    """Álvarez and then bell before Zimmer, as no collation here has it."""
    return Func(F(name), template=PLAIN)
