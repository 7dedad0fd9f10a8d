"""Who is covered, asked while an older question is still on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from clients.models import Client
from tests.browser.steps import panel
from tests.clock import afternoon

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_newer_question_takes_the_place_of_one_on_its_way(
    adas_page: Page, family: Client
) -> None:
    page, asked = adas_page, list[Route]()

    def never_answer_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/coverage/", never_answer_the_first)
    page.goto(f"/clients/{family.pk}/sessions/new/")
    page.get_by_label("Date").fill(f"{afternoon(7):%Y-%m-%d}")
    page.get_by_label("Start").fill("15:00")
    with page.expect_request("**/coverage/"):
        page.get_by_role("checkbox", name="Leo Reyes").check()
    page.get_by_role("checkbox", name="Maria Reyes").check()
    expect(panel(page)).to_contain_text("Leo Reyes")
