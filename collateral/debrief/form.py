"""The debrief of a session, as it is written and corrected."""

from __future__ import annotations

from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Contact
from collateral.models import Debrief, Met, NextStep
from collateral.models.debriefed import NOT_YET
from practice.forms import ModelForm
from releases.models import Format

WORDS = ["purpose_met", "agreed", "individual", "next_step", "correction"]
CAME = [("yes", "Came"), ("no", "Did not come")]


def _said_yes(value: str) -> bool:
    return value == "yes"


def _radios(choices: Any, label: Any, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices,
        label=label,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class DebriefForm(ModelForm):
    """Who came, what came of it, and what is next."""

    beside: ClassVar[dict[str, str]] = {
        "debrief_correction_says_what_was_wrong": "correction",
    }

    class Meta:
        model = Debrief
        fields = WORDS
        widgets: ClassVar[dict[str, Any]] = {
            "agreed": forms.Textarea({"rows": 4}),
            "individual": forms.Textarea({"rows": 4}),
        }

    def __init__(
        self,
        debrief: Debrief,
        people: list[Contact],
        came: dict[int, bool],
        data: Any = None,
        seen: dict[int | None, bool] | None = None,
    ) -> None:
        """With who ``came``, by contact, as the version before has it; whom somebody has
        ``seen`` come at the door, or not, is not asked of again. The client is None.
        """
        self.seen = seen or {}
        debrief.written_at = timezone.now()
        self.session = debrief.session
        super().__init__(data, instance=debrief)
        self.people = {f"came_{contact.pk}": contact for contact in people}
        met, step = self.fields["purpose_met"], self.fields["next_step"]
        self.fields["purpose_met"] = _radios(
            Met.choices, met.label, "Say whether the purpose was met."
        )
        self.fields["next_step"] = _radios(
            NextStep.choices, step.label, "Choose what comes next."
        )
        if self.session.format == Format.JOINT:
            name = self.session.client.name
            self._ask_of("client_came", name, debrief.client_came, None)
        for field, contact in self.people.items():
            self._ask_of(field, contact.described, came.get(contact.pk), contact.pk)
        self.fields["correction"].required = True
        if debrief.version == 1:
            del self.fields["correction"]
        asked = [each for each in ("client_came", *self.people) if each in self.fields]
        self.layout = Layout(Fieldset("Who came", *asked), *WORDS)

    def _ask_of(self, field: str, who: str, came: bool | None, pk: int | None) -> None:
        known = pk in self.seen
        came = self.seen.get(pk, came)
        self.fields[field] = forms.TypedChoiceField(
            choices=CAME,
            coerce=_said_yes,
            label=who,
            widget=forms.RadioSelect,
            disabled=known,
            help_text="As was seen at the door." if known else "",
            error_messages={"required": "Say whether they came."},
        )
        if came is not None:
            self.initial[field] = "yes" if came else "no"

    @property
    def may_be_written(self) -> bool:
        """Whether the session has begun, and stands."""
        begun = self.session.during.lower <= self.instance.written_at
        return bool(self.session.stands and begun)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.may_be_written:
            raise ValidationError(NOT_YET)
        self.instance.client_came = cleaned.get("client_came")
        return cleaned

    @property
    def came(self) -> dict[Contact, bool]:
        """Of each who had a seat, whether they came."""
        return {
            contact: self.cleaned_data[name] for name, contact in self.people.items()
        }
