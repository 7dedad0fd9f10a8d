"""A usual release is signed in few acts, counted from the client's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from clients.models import Contact
from releases.models import Release
from tests.browser.steps import follow, heading, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_usual_release_takes_six_acts(adas_page: Page, ben: Contact) -> None:
    page = adas_page
    page.goto(f"/clients/{ben.client_id}/")
    follow(page, "Prepare a release for Ben Hart")  # 1
    follow(page, "partner")  # 2
    press(page, "Save, then sign on the screen")  # 3
    heading(page, "Sign this release")
    page.get_by_label("Type your full name").fill("Jordan Reyes")  # 4
    page.get_by_label("I have read this release").check()  # 5
    press(page, "Sign the release")  # 6
    heading(page, "Release for Ben Hart")
    assert Release.objects.get().contact == ben
