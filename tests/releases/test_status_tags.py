"""How statuses and people are shown, on whatever page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.template import engines

from releases.status import AWAITING, TOO_SOON

SCRIPT = "<script>alert(1)</script>"


def say(template: str, **context: Any) -> str:
    return engines["django"].from_string(template).render(context)


def test_a_status_is_words_with_an_icon_beside_them() -> None:
    html = say("{% chip status %}", status=replace(TOO_SOON, label="Ends 9 Jan 2027"))
    assert 'class="status status-ending"' in html
    assert re.search(r'<svg[^>]*aria-hidden="true"', html)
    assert html.endswith("<span>Ends 9 Jan 2027</span></span>")


def test_a_status_that_no_view_hands_over_is_called_by_its_code() -> None:
    assert say('{% chip "awaiting" %}') == say("{% chip status %}", status=AWAITING)
    with pytest.raises(KeyError):
        say('{% chip "await" %}')


def test_a_status_is_put_in_other_words_where_a_page_has_better_ones() -> None:
    html = say("{% chip status says=words %}", status=AWAITING, words=SCRIPT)
    assert 'class="status status-waiting"' in html
    assert html.endswith("<span>&lt;script&gt;alert(1)&lt;/script&gt;</span></span>")
