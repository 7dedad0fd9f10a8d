"""Days and times in a form, from a browser with fields of its own for them or without."""

from __future__ import annotations

import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from practice.forms import Form


class WhenForm(Form):
    name = forms.CharField()
    day = forms.DateField(required=False)
    at = forms.TimeField(required=False)


def test_days_and_times_have_the_browsers_own_fields() -> None:
    html = render_crispy_form(WhenForm(initial={"day": "2027-01-12", "at": "15:00"}))
    assert '<input type="date" name="day" value="2027-01-12"' in html
    assert '<input type="time" name="at" value="15:00"' in html


@pytest.mark.parametrize(
    "typed", ["2026-12-17", "12/17/2026", "12/17/26", "Dec 17, 2026"]
)
def test_a_day_may_be_typed_as_people_write_it(typed: str) -> None:
    form = WhenForm({"name": "Ada", "day": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 12, 17)


def test_a_browser_without_a_date_field_is_told_the_order() -> None:
    html = render_crispy_form(WhenForm({"name": "", "day": "12/7/2026"}))
    (field,) = re.findall(r'<input type="date" name="day"[^>]*>', html)
    assert 'placeholder="mm/dd/yyyy"' in field
    assert 'value="12/7/2026"' in field  # as it was typed


@pytest.mark.parametrize("typed", ["15:00", "3:00 pm", "3:00PM", "3 pm"])
def test_a_time_may_be_typed_as_people_write_it(typed: str) -> None:
    form = WhenForm({"name": "Ada", "at": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"].hour == 15


@pytest.mark.parametrize("typed", ["10:00:30", "10:00:00.5"])
def test_seconds_are_refused_and_not_cut(typed: str) -> None:
    form = WhenForm({"name": "Ada", "at": typed})
    assert not form.is_valid()
    assert f'value="{typed}"' in render_crispy_form(form)


def test_a_browser_that_sends_no_seconds_as_such_is_understood() -> None:
    form = WhenForm({"name": "Ada", "at": "10:00:00"})
    assert form.is_valid(), form.errors
