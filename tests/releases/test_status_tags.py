"""How statuses and people are shown, on whatever page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.template import engines

from clients.models import Contact
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


def test_a_contact_is_a_name_and_what_they_are_to_the_client() -> None:
    ben = Contact(name="Ben Hart", relationship="partner")
    soft = '<span class="soft">partner</span>'
    assert say("{% who ben %}", ben=ben) == f"<b><bdi>Ben Hart</bdi></b> {soft}"
    linked = say('{% who ben "/releases/1/?a=b&c" %}', ben=ben)
    assert linked == f'<a href="/releases/1/?a=b&c"><bdi>Ben Hart</bdi></a> {soft}'


def test_a_contact_runs_nothing() -> None:
    html = say("{% who them link %}", them=Contact(name=SCRIPT, relationship=SCRIPT))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_row_is_a_person_what_is_beneath_and_their_chip() -> None:
    ben = Contact(name="Ben Hart", relationship="partner")
    context = {"ben": ben, "status": AWAITING, "sentence": "No <release>."}
    row = "{% person_row ben status %}<br>{{ sentence }}{% endperson_row %}"
    who, chip = say("{% who ben %}", **context), say("{% chip status %}", **context)
    beneath = "<br>No &lt;release&gt;."
    assert say(row, **context) == f"<div>{who}{beneath}</div>{chip}"
