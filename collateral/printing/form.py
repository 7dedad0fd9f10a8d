"""What is asked before many papers are printed: which, and how large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from collateral.printing.needed import Needed
from practice.formats import say_clocks, say_weekday
from practice.forms import Form
from practice.spans import local_day
from practice.templatetags.people import person

USUAL, LARGE = "", "large"


class BatchForm(Form):
    """Boxes, all of them ticked, and the size of what is to be filled in or signed."""

    layout = Layout("papers", "size")
    papers = forms.MultipleChoiceField(
        label="Papers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one paper."},
    )
    size = forms.ChoiceField(
        label="Size of the letters",
        choices=[
            (USUAL, "As the law asks, 12 points or more"),
            (LARGE, "Large print, 18 points"),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text="What is signed is printed as it was signed, whatever the size.",
    )

    def __init__(self, needed: Sequence[Needed], data: Any = None) -> None:
        self.needed = needed
        every = [each.value for each in needed]
        super().__init__(data, initial={"papers": every, "size": USUAL})
        papers: Any = self.fields["papers"]
        papers.choices = [(each.value, _label(each)) for each in needed]

    def chosen(self) -> list[list[Any]]:
        """As a batch keeps them, in the order of the page."""
        ticked = set(self.cleaned_data["papers"])
        return [
            [each.session and each.session.pk, each.value]
            for each in self.needed
            if each.value in ticked
        ]


def _label(needed: Needed) -> SafeString:
    when = where = ""
    if needed.session:
        during = needed.session.during
        when = f"{say_weekday(local_day(during.lower))}, {say_clocks(during)}"
        where = f"{needed.session.where} · "
    return format_html(
        '{} for {}<br><span class="soft">{}{}{}</span>',
        person(needed.contact.client.name),
        person(needed.contact.name),
        when and f"{when}, ",
        where,
        needed.says,
    )
