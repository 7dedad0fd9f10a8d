"""A usual release is signed in few acts, counted from the client's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from clients.models import Contact
from releases.models import Release
from tests.browser.steps import follow, give_back, heading, press, type_the_mark

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_usual_release_is_handed_over_in_four_acts_and_given_back_in_two(
    adas_page: Page, ben: Contact
) -> None:
    page = adas_page
    page.goto(f"/clients/{ben.client_id}/")
    follow(page, "Prepare a release for Ben Hart")  # 1
    follow(page, "partner")  # 2
    press(page, "Save, then sign on the screen")  # 3
    heading(page, "Sign this release")
    press(page, "Hand over")  # 4
    press(page, "I have read it")
    page.get_by_label("I can read this page").check()
    press(page, "I agree to sign on the screen")
    press(page, "Go on")
    type_the_mark(page)
    give_back(page)  # 5 and 6
    heading(page, "Release for Ben Hart")
    assert Release.objects.get().contact == ben
