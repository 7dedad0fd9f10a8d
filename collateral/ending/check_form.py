"""What whoever checks a paper that was signed by hand finds of it, box by box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from practice.forms import Form
from releases.models import Box, SignedByHand

TICK_OR_SAY = "Tick this, or say what does not fit."
ONE_OF_BOTH = "It fits, or it does not: untick this, or empty what you wrote."
# What is compared in each.
COMPARED = {
    Box.RECIPIENT: "The page names the same person, and the same client.",
    Box.SCOPE: "Nothing is ticked or struck by hand, and initials stand where asked.",
    Box.DATES: "The page has the same first and last day.",
    Box.SIGNER: "The page says who signed, and by what right, as entered.",
    Box.SIGNATURE: "There is a signature in ink, and beside it the date as entered.",
}


COMPARED_OF_FORMS = {
    Box.RECIPIENT: "The page is this form, and names the same client.",
    Box.SCOPE: "Every page is there, and nothing is struck or written in.",
    Box.SIGNER: COMPARED[Box.SIGNER],
    Box.SIGNATURE: COMPARED[Box.SIGNATURE],
}


class CheckForm(Form):
    """Each box is ticked, or says in a word why it does not fit.

    Whoever entered the paper only sends it back, unless they check alone.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    beside = {"by_hand_signed_since_it_was_worded": "signature_why"}

    def __init__(
        self,
        entered: SignedByHand,
        data: Any = None,
        *,
        may_pass: bool,
        shown: str,
    ) -> None:
        self.entered, self.may_pass = entered, may_pass
        super().__init__(data, initial={"shown": shown})
        self.now_shown = shown
        compared = COMPARED_OF_FORMS if entered.form_kind else COMPARED
        for box, label in entered.boxes.items():
            if may_pass:
                self.fields[box] = forms.BooleanField(
                    required=False,
                    label=f"{label}: it fits",
                    help_text=compared[box],
                )
            self.fields[f"{box}_why"] = forms.CharField(
                required=False, max_length=120, label="It does not fit, because"
            )
        self.layout = Layout("shown")

    @property
    def boxes(self) -> Iterator[tuple[str, str, Any, Any]]:
        """Each with its label, where to tick that it fits, if that is asked, and where to
        say why not.
        """
        for box, label in self.entered.boxes.items():
            yield box, label, self.may_pass and self[box], self[f"{box}_why"]

    @property
    def misfit(self) -> dict[str, str]:
        """Why, by the box that does not fit."""
        said = {
            box: self.cleaned_data.get(f"{box}_why", "") for box in self.entered.boxes
        }
        return {box.value: why for box, why in said.items() if why}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for box in self.entered.boxes:
            ticked, why = cleaned.get(box, False), cleaned.get(f"{box}_why", "")
            if ticked and why:
                self.add_error(f"{box}_why", ONE_OF_BOTH)
            elif self.may_pass and not ticked and not why and not self.misfit:
                self.add_error(box, TICK_OR_SAY)
        if not self.may_pass and not self.misfit:
            self.add_error(None, "Say in at least one box what does not fit.")
        return cleaned
