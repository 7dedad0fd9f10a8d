"""The questions of a screening, each with a yes or a no."""

from __future__ import annotations

from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from collateral.models import Incident, Manner, Outcome, Screening
from practice.forms import ModelForm

QUESTIONS = (
    "obliged",
    "silenced",
    "unsafe",
    "controlling",
    "proving",
    "censoring",
    "protective_order",
    "litigation",
    "growth",
)
# Up to which age a clinician screens for safety and asks the child nothing of this.
YOUNG = 6
ALONE = Manner.ALONE


def _said_yes(value: str) -> bool:
    return value == "yes"


class ScreeningForm(ModelForm):
    """Asked of the client alone; what follows is for the clinician to decide."""

    layout = Layout("manner", *QUESTIONS, "said", "resolution", "outcome", "conditions")
    beside: ClassVar[dict[str, str]] = {
        "screening_is_asked_of_the_client": "manner",
        "screening_unsafe_stops": "outcome",
        "screening_helps_growth": "outcome",
        "screening_concern_is_resolved": "resolution",
        "screening_resolves_what_stopped": "resolution",
        "screening_says_its_conditions": "conditions",
    }

    class Meta:
        model = Screening
        fields = ["manner", *QUESTIONS, "said", "resolution", "outcome", "conditions"]

    def __init__(self, screening: Screening, *args: Any, **kwargs: Any) -> None:
        age = screening.client.age_on(timezone.localdate())
        manner = Manner.SAFETY if age <= YOUNG else Manner.ALONE
        kwargs["initial"] = {"manner": manner}
        super().__init__(*args, instance=screening, **kwargs)
        for name in QUESTIONS:
            question = self.fields[name]
            self.fields[name] = forms.TypedChoiceField(
                choices=[("yes", "Yes"), ("no", "No")],
                coerce=_said_yes,
                empty_value=None,
                widget=forms.RadioSelect,
                label=question.label,
                help_text=question.help_text,
                error_messages={"required": "Choose yes or no."},
            )
            self.initial.pop(name, None)
        manners = [each for each in Manner.choices if age <= YOUNG or each[0] == ALONE]
        self._as_radios("manner", manners, "Choose how it was asked.")
        self._as_radios("outcome", Outcome.choices, "Choose what follows.")

    def _as_radios(self, name: str, choices: Any, missing: str) -> None:
        label = self.fields[name].label
        self.fields[name] = forms.ChoiceField(
            choices=choices,
            widget=forms.RadioSelect,
            label=label,
            error_messages={"required": missing},
        )


class IncidentForm(ModelForm):
    """What happened, in the clinician's words."""

    layout = Layout("what")

    class Meta:
        model = Incident
        fields = ["what"]
