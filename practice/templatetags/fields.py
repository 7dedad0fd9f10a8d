"""A form's fields in crispy's Bootstrap pack, without the questions we never ask it."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def is_box(field: BoundField) -> bool:
    """Whether the field is one box to tick, which stands before its label."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def control(field: BoundField) -> SafeString:
    """What is typed into or chosen from, in Bootstrap's class for its kind."""
    widget = field.field.widget
    own = [widget.attrs.get("class"), type(widget).__name__.lower(), _kind(widget)]
    classes = [*filter(None, own), *(["is-invalid"] if field.errors else [])]
    return field.as_widget(attrs={"class": " ".join(classes)})


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.filter
def attributes(attrs: dict[str, Any]) -> SafeString:
    """A widget's attributes, each with a space before it; true has no value."""
    return mark_safe(  # noqa: S308 (each is escaped)
        "".join(
            format_html(" {}", name)
            if value is True
            else format_html(' {}="{}"', name, value)
            for name, value in attrs.items()
            if value is not False
        )
    )
