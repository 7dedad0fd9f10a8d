"""A page's title tells it from the others that are open, and names nobody."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.formats import say_span
from practice.models import User
from practice.spans import span
from tests.booked import book
from tests.clock import FIFTY, afternoon
from tests.privacy.pages import Page
from tests.signed import draft_for, sign


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("clients/{client}/", "Client J.R."),
        ("clients/{client}/sessions/new/", "Plan a shared session, J.R."),
        ("sessions/{session}/", "Shared session, {when}"),
        ("sessions/{session}/plan/", "Plan, {when}"),
        ("releases/{release}/", "Release {release}, J.R."),
        ("contacts/{contact}/release/", "Prepare a release, J.R."),
        ("drafts/{draft}/", "Prepared release, J.R."),
        ("drafts/{draft}/signature/", "Sign a release, J.R."),
        ("week/2027-01-13/", "Week, January 11–15, 2027"),
    ],
)
def test_a_title_names_its_page(
    adas: Browser,
    ada: User,
    jordan: Client,
    ben: Contact,
    maria: Contact,
    path: str,
    title: str,
) -> None:
    release = sign(ben)
    starts = afternoon(3)
    there = {
        "client": jordan.pk,
        "contact": ben.pk,
        "release": release.pk,
        "draft": draft_for(maria, ada).pk,
        "session": book(jordan, [ben], starts).pk,
        "when": say_span(span(starts, starts + FIFTY)),
    }
    page = Page(adas.get(f"/{path.format(**there)}").content.decode())
    assert page.title == f"{title.format(**there)} · Third Chair"
