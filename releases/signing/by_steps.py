"""The signature's form, asked one thing at a time."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django.core.exceptions import NON_FIELD_ERRORS

from practice.paper.pdf import Unprintable
from releases.models import SigningSession
from releases.signing import marks, right
from releases.signing.form import SignatureForm


class StepForm(SignatureForm):
    """As ``SignatureForm``, for whom it was handed to; a page shows some of its fields."""

    def __init__(self, signing: SigningSession, *args: Any, **kwargs: Any) -> None:
        self.signing = signing
        super().__init__(signing.draft, *args, **kwargs)
        if signing.signer and signing.capacity:
            offered: Any = self.fields["capacity"]
            offered.widget.choices = [
                each for each in offered.widget.choices if each[0] == signing.capacity
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, to = cleaned.get("signer", ""), self.signing
        handed = self.who.find(to.capacity, to.signer) if to.signer else None
        if name and handed and not handed.is_called(name):
            self.add_error("signer", f"This was handed to {to.signer}.")
        return cleaned

    def ask_only(self, fields: tuple[str, ...]) -> None:
        """Show these on the page, and say nothing yet of what is asked on others."""
        self.layout = Layout(
            *(
                right.shown(name) if name in right.UNSAID else name
                for name in fields
                if name not in marks.OF_THE_MARK
            )
        )
        if self.is_bound:
            for name in {*self.errors} - {*fields, NON_FIELD_ERRORS}:
                del self.errors[name]

    def add_refusal(self, error: Exception) -> None:
        if isinstance(error, Unprintable):
            self.add_error(None, str(error))
        else:
            super().add_refusal(error)
