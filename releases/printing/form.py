"""How large a release is set and on how many pages, as the law asked that applied to it."""

from __future__ import annotations

from practice.paper.pdf import Unprintable
from releases.terms import Terms
from releases.terms.content import Content
from releases.terms.law import no_own_form

PAGES = 2  # the front and the back of one sheet
POINTS = 12
LARGE = 18  # points of large print, on as many pages as that takes
MOST = 12
FOOT = 14  # points of what stands below it, or the line of its hash is cut


class NoOwnForm(Unprintable):
    """A standard form, where the practice has to have its own."""


def insist(content: Content) -> None:
    """Raises ``NoOwnForm`` for a standard form, where none may be used."""
    if said := no_own_form(content):
        raise NoOwnForm(said)


def points(terms: Terms, asked: int = 0) -> int:
    """How large its letters are at least: ours, or as Cal. Civil Code 56.11(a) asks; or
    as is ``asked`` for.
    """
    return max(POINTS, int(terms.form.get("min_font_pt", 0)), asked)


def apart(terms: Terms) -> bool:
    """Whether what is signed stands on pages with nothing else: Cal. Civil Code 56.11(b)."""
    return bool(terms.form.get("separate_page", False))


def law_says(terms: Terms) -> bool:
    """Whether the law has words of its own in it."""
    return any("language" in each for each in terms.statements)


def sheets(terms: Terms, more: int = 0, asked: int = 0) -> list[int]:
    """How many pages it may take, the best first: one sheet; a second for larger letters,
    and a page besides where the law has more to say. As many as it takes in large print.
    """
    usual = PAGES + more
    if points(terms, asked) >= LARGE:
        return [MOST]
    if points(terms, asked) > POINTS:
        return [2 * PAGES + more + apart(terms)]
    return [usual, usual + 1] if law_says(terms) or apart(terms) else [usual]
