"""What someone was asked to practice at home, to take with them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html

from clients.models import Contact
from collateral.handouts.sheet import Sheet, phone, section, words, written
from collateral.models import HomePractice
from releases.printing.letters.letter import Row, own
from releases.terms.languages import language


def practice_sheet(
    contact: Contact, practices: Iterable[HomePractice], code: str
) -> Sheet:
    """What is still asked of ``contact``, soonest first. It does not say who is treated,
    for it hangs on a fridge.
    """
    say, spoken = words(code)["practice"], language(code)
    rows = [
        Row(
            say["until"].format(day=spoken.day(each.due_on, "full")), written(each.what)
        )
        for each in practices
    ]
    lead = format_html(say["lead"], contact=own(contact.name))
    sections = [section(each, phone=phone()) for each in say["sections"].values()]
    return Sheet(code, say["title"], lead, sections, rows)
