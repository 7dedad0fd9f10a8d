"""Who called a session off, and why: chosen, and in words where that does not say it."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError

from collateral.models import Whose, Why
from collateral.models.cancellation import THEIRS
from practice.forms import Form
from practice.web.requests import SignedInRequest

IN_WORDS = "Say in a few words what it was."


class CancelForm(Form):
    """A client who does not want it today owes no reason."""

    whose = forms.ChoiceField(
        choices=Whose.choices,
        label="Who called it off",
        widget=forms.RadioSelect,
        error_messages={"required": "Say who called it off."},
    )
    why = forms.ChoiceField(
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        label="In words",
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    layout = Layout(Div("whose", "why", css_class="chips"), "reason")

    @classmethod
    def asked(cls, request: SignedInRequest) -> CancelForm:
        """As it was sent; or to be filled in, with what the address says already."""
        if request.method == "POST":
            return cls(request.POST)
        return cls(initial={name: request.GET.get(name) for name in ("whose", "why")})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("why") == Why.OTHER and not cleaned.get("reason", "").strip():
            self.add_error("reason", ValidationError(IN_WORDS))
        if cleaned.get("why") == Why.NO_SHOW and cleaned.get("whose") == Whose.PRACTICE:
            self.add_error("whose", ValidationError(THEIRS))
        return cleaned

    @property
    def in_words(self) -> str:
        return str(self.cleaned_data["reason"])

    @property
    def codes(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("whose", "why")}
