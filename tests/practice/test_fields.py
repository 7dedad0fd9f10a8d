"""A field on the page: what crispy's own template writes, in fewer questions."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template

from practice.forms import Form
from practice.layouts import Helper
from practice.templatetags.fields import attributes

FIELD = "bootstrap5/field.html"
KINDS = [("1", "Blue <room>"), ("2", "Green & quiet")]
GROUPS = [("Upstairs", KINDS), ("Below", [("3", "Red")])]


class EveryForm(Form):
    """A field of each kind that a form of the house has, and some that none has yet."""

    name = forms.CharField(max_length=60, help_text="As it is <em>said</em>.")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    day = forms.DateField(widget=forms.DateInput(attrs={"class": "narrow"}))
    at = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"step": 300}))
    email = forms.EmailField(required=False, disabled=True)
    word = forms.CharField(widget=forms.PasswordInput)
    room = forms.ChoiceField(choices=KINDS, help_text="Or by video.")
    way = forms.ChoiceField(choices=GROUPS, widget=forms.RadioSelect, help_text="How?")
    rooms = forms.MultipleChoiceField(
        choices=KINDS, widget=forms.CheckboxSelectMultiple
    )
    agrees = forms.BooleanField(label="I agree.", help_text="Or not.")
    once = forms.BooleanField(required=False)
    hidden = forms.CharField(widget=forms.HiddenInput)


class Reading(HTMLParser):
    """What a browser reads: tags, attributes in order, and text but for white space."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.read: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.append((tag, [(k, " ".join((v or "").split())) for k, v in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.read.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.read.append(text)


@pytest.fixture(scope="module")
def crispys_own() -> Any:
    """The template that ours stands before."""
    pack = {"NAME": "pack", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}}
    found = DjangoTemplates(pack).get_template(FIELD)
    assert found.origin.name != get_template(FIELD).origin.name
    return found


@pytest.mark.parametrize("name", EveryForm.base_fields)
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(None, id="to fill in"),
        pytest.param({}, id="empty"),
        pytest.param(
            {"name": '"<b>', "day": "soon", "at": "x", "room": "9"}, id="wrong"
        ),
        pytest.param({"rooms": ["2"], "way": "3", "agrees": "on"}, id="chosen"),
    ],
)
def test_a_field_is_written_as_crispy_writes_it(
    name: str, typed: dict[str, Any] | None, crispys_own: Any
) -> None:
    form, same = EveryForm(typed), EveryForm(typed)
    theirs = {**same.helper.get_attributes("bootstrap5"), "field": same[name]}
    ours = as_crispy_field(form[name])
    assert Reading(ours).read == Reading(crispys_own.render(theirs)).read


def test_an_attribute_is_escaped_and_one_that_is_not_so_is_left_out() -> None:
    attrs = {"value": '"><script>', "required": True, "checked": False, "max": 0}
    assert attributes(attrs) == (' value="&quot;&gt;&lt;script&gt;" required max="0"')


def test_a_form_has_one_helper_which_copies_its_layout_once_and_if_it_must() -> None:
    form = EveryForm()
    for name in form.fields:
        as_crispy_field(form[name])
    assert isinstance(form.helper, Helper)
    assert "layout" not in vars(form.helper)
    render_crispy_form(form)
    laid_out = form.helper.layout
    render_crispy_form(form)
    assert form.helper.layout is laid_out
    assert EveryForm().helper.layout is not laid_out
