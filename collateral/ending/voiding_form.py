"""What is asked of whoever wants a release void, and of whoever decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from collateral.ending import voiding
from collateral.models import Session
from practice.forms import ModelForm
from practice.models import User
from releases.models import Release, Voiding
from releases.models.voiding import ANOTHER_AGREES

AGREE, LEAVE = "yes", "no"


class AskForm(ModelForm):
    """Why a release should never have counted."""

    class Meta:
        model = Voiding
        fields = ["reason"]

    def __init__(self, release: Release, actor: User, data: Any = None) -> None:
        asked = Voiding(release=release, asked_by=actor, asked_at=timezone.now())
        super().__init__(data, instance=asked)

    def act(self) -> list[Session]:
        """Ask for it: nothing is held yet."""
        asked = self.instance
        voiding.ask(asked.release, asked.reason, asked.asked_by)
        return []


class DecisionForm(ModelForm):
    """Whether it is void. Whoever asked may only take it back."""

    decision = forms.ChoiceField(
        label="Shall it be void?",
        choices=[
            (AGREE, "Void the release"),
            (LEAVE, "Leave it as it is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )

    class Meta:
        model = Voiding
        fields: list[str] = []

    beside = {"voiding_takes_two": "decision"}

    def __init__(self, asked: Voiding, actor: User, data: Any = None) -> None:
        asked.decided_by = actor
        self.takes_back = asked.asked_by_id == actor.pk
        super().__init__(data, instance=asked)
        if self.takes_back:
            decision: Any = self.fields["decision"]
            decision.label = "You asked for this."
            decision.help_text = ANOTHER_AGREES
            decision.choices = [(LEAVE, "Take back what I asked")]
            decision.initial = LEAVE
            decision.error_messages["invalid_choice"] = ANOTHER_AGREES

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.decided_at = timezone.now()
        self.instance.agreed = cleaned.get("decision") == AGREE
        return cleaned

    def act(self) -> list[Session]:
        """Decide; the sessions put on hold."""
        decided = self.instance
        return voiding.decide(decided, decided.decided_by, agreed=decided.agreed)
