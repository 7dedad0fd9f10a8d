"""Choices are one list for every form, and one form's own stay its own."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from practice.choices import ChoiceField, MultipleChoiceField, TypedChoiceField

OFFERED = [("1", "One"), ("2", "Two")]


class Chosen(forms.Form):
    one = ChoiceField(choices=OFFERED)
    typed = TypedChoiceField(choices=OFFERED, coerce=int)
    some = MultipleChoiceField(choices=OFFERED)


def _field(name: str) -> Any:
    """Of a form of its own."""
    return Chosen().fields[name]


@pytest.mark.parametrize("name", ["one", "typed", "some"])
def test_each_form_has_the_same_list(name: str) -> None:
    first, second = _field(name), _field(name)
    assert first is not second
    assert first.choices is second.choices
    assert first.widget.choices is second.widget.choices


@pytest.mark.parametrize("name", ["one", "typed", "some"])
def test_what_one_form_offers_otherwise_no_other_does(name: str) -> None:
    changed = _field(name)
    changed.choices = [("3", "Three")]
    changed.widget.attrs["class"] = "its own"
    other = _field(name)
    assert list(other.choices) == OFFERED
    assert list(other.widget.choices) == OFFERED
    assert not other.widget.attrs


def test_they_are_read_as_djangos_are() -> None:
    form = Chosen({"one": "1", "typed": "2", "some": ["1", "2"]})
    assert form.is_valid()
    assert form.cleaned_data == {"one": "1", "typed": 2, "some": ["1", "2"]}
    assert set(Chosen({"one": "4", "typed": "x"}).errors) == {"one", "typed", "some"}
