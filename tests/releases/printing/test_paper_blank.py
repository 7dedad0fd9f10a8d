"""The form to fill by hand, which is laid out once for all who ask for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from releases.printing import paper
from releases.terms import content
from releases.terms.wording import shipped
from tests.releases.printing.papers import opened, text_of

# It says what was last published.
pytestmark = pytest.mark.django_db


def test_one_is_kept_for_all_who_ask() -> None:
    assert paper.blank_paper() is paper.blank_paper()


def test_it_is_what_the_content_of_a_blank_form_says() -> None:
    made = paper.render(content.blank(shipped("en")), status="Blank form", blank=True)
    assert paper.blank_paper() == made


def test_it_says_what_the_settings_say_now(settings: Any) -> None:
    before = paper.blank_paper()
    settings.PRACTICE_PHONE = "(518) 555-0199"
    assert "(518) 555-0199" in text_of(paper.blank_paper())
    assert "(518) 555-0199" not in text_of(before)


def test_the_day_of_its_making_is_nowhere_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Or tomorrow's would be of today."""
    before, now = paper.blank_paper(), timezone.now() + timedelta(days=40)
    assert not {"/CreationDate", "/ModDate"} & set(opened(before).docinfo)
    monkeypatch.setattr(timezone, "now", lambda: now)
    again = paper.render(content.blank(shipped("en")), status="Blank form", blank=True)
    assert again == before
