"""Who approves a plan as it is, and how they said so."""

from __future__ import annotations

from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from collateral.models import ApprovedHow, Approver, PlanApproval
from practice.forms import ModelForm

CHANGED = (
    "The plan was changed while you had this page open. It stands here as it is now: read "
    "it with them again, and then approve it."
)
HOW = "Say who approves the plan, and how."


class ApprovalForm(ModelForm):
    """Who approves the newest version of a plan, which is the one that its page showed, and
    how: the button that was pressed says it.
    """

    number = forms.IntegerField(widget=forms.HiddenInput)
    layout = Layout("number", "who")
    beside: ClassVar[dict[str, str]] = {"approval_of_the_newest_version": "who"}

    class Meta:
        model = PlanApproval
        fields = ["who", "how"]

    def __init__(self, *args: Any, newest: int, unread: str, **kwargs: Any) -> None:
        """``unread`` says why nobody can read the plan alone yet, if that is so."""
        self.newest, self.unread = newest, unread
        usual = {"who": Approver.CLIENT, "number": newest}
        super().__init__(*args, initial=usual, **kwargs)
        for name, choices in (("who", Approver), ("how", ApprovedHow)):
            self.fields[name] = forms.ChoiceField(
                choices=choices.choices,
                widget=forms.RadioSelect,
                label=self.fields[name].label,
                error_messages={"required": HOW},
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors.pop("how", None):
            self.add_error(None, HOW)
        if said.get("how") == ApprovedHow.TABLET and self.unread:
            raise ValidationError(self.unread)
        if said.get("number") != self.newest:
            self.errors.pop("number", None)
            own: Any = self
            own.data = own.data.copy()
            own.data["number"] = str(self.newest)
            raise ValidationError(CHANGED)
        return said
