"""Sentences as a form takes them, one a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 300
MOST = 12


class Lines(forms.CharField):
    """Sentences, one a line."""

    def __init__(self, *, label: str, help_text: str = "", rows: int = 3) -> None:
        super().__init__(
            required=False,
            label=label,
            help_text=help_text,
            widget=forms.Textarea({"rows": rows}),
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST or any(len(line) > LONGEST for line in lines):
            message = f"Write at most {MOST} lines, of {LONGEST} letters each."
            raise ValidationError(message)
        return list(dict.fromkeys(lines))
