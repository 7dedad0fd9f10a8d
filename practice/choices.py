"""Fields that choose from one list for every form: Django copies each choice with each."""

from __future__ import annotations

from typing import Any, Self

from django import forms


class _OneList:
    """A field, or its widget, whose choices no form changes in place."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        base: Any = forms.Widget if isinstance(self, forms.Widget) else forms.Field
        copied: Self = base.__deepcopy__(self, memo)
        return copied


class Select(_OneList, forms.Select):
    """Of these, one."""


class CheckboxSelectMultiple(_OneList, forms.CheckboxSelectMultiple):
    """Of these, any."""


class ChoiceField(_OneList, forms.ChoiceField):
    """As Django's."""

    widget = Select


class TypedChoiceField(_OneList, forms.TypedChoiceField):
    """As Django's."""

    widget = Select


class MultipleChoiceField(_OneList, forms.MultipleChoiceField):
    """As Django's, by boxes."""

    widget = CheckboxSelectMultiple
