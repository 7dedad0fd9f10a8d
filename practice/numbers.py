"""Numbers, as people say them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, ngettext

NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def say_number(number: int) -> str:
    """Up to twelve in words, then in figures."""
    if 0 <= number < len(NUMBERS):
        return str(NUMBERS[number])
    return say_figures(number)


def say_figures(number: int) -> str:
    """1,200"""
    return number_format(number, force_grouping=True)


def say_days(number: int) -> str:
    """three days"""
    said = ngettext("{count} day", "{count} days", number)
    return said.format(count=say_number(number))
