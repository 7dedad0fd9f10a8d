"""What the week says of a session, in the little room that it has."""

from __future__ import annotations

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.formats import say_day_short
from practice.spans import end_of
from tests.booked import book
from tests.clock import afternoon
from tests.releases.history.happenings import words
from tests.signed import sign


def test_a_note_leaves_the_year_to_the_weeks_own_title(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    starts = afternoon(3)
    last = timezone.localdate(starts)
    sign(ben, ends=end_of(last))
    book(jordan, [ben], starts)
    page = adas.get(f"/week/{last.isoformat()}/")
    assert f"release ends {say_day_short(last)} ·" in words(page.content.decode())
