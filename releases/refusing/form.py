"""What is asked when someone who has to sign says no."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.law.signers import IN_PERSON, Capacity
from clients.law.who import Signer, WhoMaySign, who_may_sign
from practice.formats import within_a_sentence
from practice.forms import ModelForm
from practice.models import User
from releases.models import Refusal, ReleaseDraft


def who_has_to(who: WhoMaySign) -> tuple[Signer, ...]:
    """Those without whom it is not signed, or who sign only together with others."""
    return tuple(
        signer
        for signer in who.signers
        if all(signer in way for way in who.ways)
        or any(signer in way and len(way) > 1 for way in who.ways)
    )


class RefusalForm(ModelForm):
    """Who refuses, since when, and why if they said so."""

    who = forms.ChoiceField(label="Who refuses to sign", widget=forms.RadioSelect)
    layout = Layout(Row(Column("who"), Column("signer")), "said_on", "reason")
    beside = {"refusal_says_whose": "signer", "refusal_stands_once": "who"}

    class Meta:
        model = Refusal
        fields = ["signer", "said_on", "reason"]

    def __init__(self, draft: ReleaseDraft, actor: User, data: Any = None) -> None:
        self.today = timezone.localdate()
        refusal = Refusal(draft=draft, recorded_by=actor, recorded_at=timezone.now())
        super().__init__(data, instance=refusal, initial={"said_on": self.today})
        may_sign = who_may_sign(draft.client, self.today)
        self.signers = {str(n): each for n, each in enumerate(who_has_to(may_sign))}
        who: Any = self.fields["who"]
        who.choices = [(key, _described(each)) for key, each in self.signers.items()]
        signer: Any = self.fields["signer"]
        signer.required = False
        signer.label = "Their full name"
        signer.help_text = "Where the list does not name them."
        if all(each.names for each in self.signers.values()):
            del self.fields["signer"]
            self.layout = Layout("who", "said_on", "reason")

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            message = "What was said was said today or before."
            raise ValidationError(message)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = self.signers.get(cleaned.get("who", ""))
        if found is None:
            return cleaned
        self.instance.capacity = found.capacity
        self.instance.signer = (
            found.called if found.names else cleaned.get("signer", "")
        )
        if not self.instance.signer:
            self.add_error("signer", self.fields["signer"].error_messages["required"])
        return cleaned | {"signer": self.instance.signer}


def _described(signer: Signer) -> str:
    right = "the client"
    if signer.capacity not in IN_PERSON:
        right = within_a_sentence(Capacity(signer.capacity).label)
    return f"{signer.called}, {right}" if signer.names else signer.called.capitalize()
