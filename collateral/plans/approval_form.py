"""Who approves a plan as it is, and how they said so."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from collateral.models import ApprovedHow, Approver, PlanApproval
from practice.forms import ModelForm


class ApprovalForm(ModelForm):
    """Who approves a plan as it is, and how they said so."""

    layout = Layout("who", "how")

    class Meta:
        model = PlanApproval
        fields = ["who", "how"]
        widgets = dict.fromkeys(("who", "how"), forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual = {"who": Approver.CLIENT, "how": ApprovedHow.TOLD}
        super().__init__(*args, initial=usual, **kwargs)
        for name, choices in (("who", Approver), ("how", ApprovedHow)):
            self.fields[name] = forms.ChoiceField(
                choices=choices.choices,
                widget=forms.RadioSelect,
                label=self.fields[name].label,
                error_messages={"required": "Say who approves the plan, and how."},
            )
