"""Each page has one main action, whatever else it offers: nobody guesses what to press."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from tests.booked import book
from tests.clock import afternoon
from tests.privacy.walk import Walk
from tests.revoked import revoke
from tests.signed import sign

# The walk needs a database to be there, though it leaves nothing in it.
pytestmark = [pytest.mark.django_db, pytest.mark.long]

MAIN = re.compile(r'class="btn[^"]*\bbtn-(?:primary|danger)\b')


def test_no_page_has_two_main_actions(walk: Walk) -> None:
    pages = [visit for visit in walk.visits if visit.is_html]
    many = {
        f"{visit}: {n}" for visit in pages if (n := len(MAIN.findall(visit.text))) > 1
    }
    assert not many
    assert sum(bool(MAIN.search(visit.text)) for visit in pages) > 50


def test_where_sessions_wait_the_release_leads_to_deciding_first(
    adas: Browser, jordan: Client, ben: Contact, unprinted: None
) -> None:
    release = sign(ben)
    book(jordan, [ben], afternoon())
    page = f"/releases/{release.pk}/"
    assert main_actions(adas, page) == ["Print (PDF, new tab)"]
    revoke(release, "asked", jordan.clinician)
    assert main_actions(adas, page) == ["Decide about them"]


def main_actions(browser: Browser, page: str) -> list[str]:
    html = browser.get(page).content.decode()
    return re.findall(MAIN.pattern + r"[^>]*>([^<]*)<", html)
