"""Whom a release is handed to, to be signed in this browser."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.law.rules import rules_for
from clients.law.signers import Capacity
from clients.law.who import Signer, WhoMaySign, who_may_sign
from clients.names import folded
from practice.formats import say_list, within_a_sentence
from practice.forms import Form
from releases.models import ReleaseDraft, Signature
from releases.records.act import took_back
from releases.signing.form import SignatureForm
from releases.terms import content
from releases.terms.law import unsaid


class HandingForm(Form):
    """Who of those who may sign; whether someone witnesses it, or interprets."""

    to = forms.ChoiceField(
        label="Whom you hand it to",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whom you hand it to."},
    )
    witnessed = forms.BooleanField(
        required=False, label="Someone is here to witness it"
    )
    interpreted = forms.BooleanField(
        required=False, label="Someone is here to interpret"
    )
    layout = Layout("to", "witnessed", "interpreted")

    def __init__(self, draft: ReleaseDraft, *args: Any, **kwargs: Any) -> None:
        self.draft = draft
        today = timezone.localdate()
        self.who = who_may_sign(draft.client, today)
        signed = list(draft.signatures.all()) if draft.frozen else []
        left = enumerate(left_to_sign(self.who, signed))
        # The style sheet reads the right in the key: each is read to in words of its own.
        self.signers = {f"{each.capacity}-{n}": each for n, each in left}
        rules = rules_for(draft.client, today, video=True)
        self.witness_asked = bool(rules.witness_sign)
        kwargs.setdefault("initial", {"to": next(iter(self.signers), "")})
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [(key, described(each)) for key, each in self.signers.items()]
        if len(self.signers) == 1:
            del self.fields["to"]
        if self.witness_asked:
            del self.fields["witnessed"]
        self.copies = content.in_every_voice(draft, self.who)

    def clean(self) -> dict[str, Any]:
        """What could not be signed is not handed over."""
        cleaned = super().clean() or self.cleaned_data
        if said := self.lacks or ("" if self.signers else self.nobody):
            raise ValidationError(said)
        if found := self.signers.get(cleaned.get("to", next(iter(self.signers)))):
            SignatureForm(self.draft).check_counts(found.capacity)
        return cleaned

    @property
    def nobody(self) -> str:
        """Why, where nobody may sign it."""
        name, waits = self.draft.client.name, say_list(self.who.waits)
        if waits:
            return f"Someone else still has to verify the papers of {waits}."
        return f"Nobody may sign for {name} yet. Enter who may on {name}’s page."

    @property
    def lacks(self) -> str:
        """What the law wants of it before it can be signed."""
        return unsaid(self.copies[0])

    @property
    def by_hand(self) -> bool:
        """Whether the law lets nobody sign it on a screen."""
        return bool(self.copies[0].get("form", {}).get("by_hand", False))

    @property
    def alone(self) -> str:
        """Whom it is handed to, where only one may sign."""
        only = list(self.signers.values())
        return described(only[0]) if len(only) == 1 else ""

    @property
    def on_paper(self) -> list[str]:
        """Who took back that they sign on a screen."""
        names = took_back(self.draft.client)
        signers = self.signers.values()
        return [each.called for each in signers if names & {*map(folded, each.names)}]

    @property
    def usual(self) -> Capacity | str:
        """In what right it would most often be signed."""
        return next((each.capacity for each in self.signers.values()), "")

    def asked(self) -> dict[str, Any]:
        """Of a valid form: what the signing session holds."""
        to = self.cleaned_data.get("to", next(iter(self.signers), ""))
        found = self.signers.get(to)
        return {
            "signer": found.names[0] if found and found.names else "",
            "capacity": found.capacity if found else "",
            "witnessed": self.witness_asked
            or self.cleaned_data.get("witnessed", False),
            "interpreted": self.cleaned_data["interpreted"],
        }


def left_to_sign(who: WhoMaySign, signed: list[Signature]) -> list[Signer]:
    """Those who may still sign."""
    if signed:
        return list(who.missing(signed) or ())
    return list(who.signers)


def described(signer: Signer) -> str:
    """Who it is, and in what right, as a form offers them."""
    right = within_a_sentence(Capacity(signer.capacity).label)
    return f"{signer.called}, {right}" if signer.names else signer.called.capitalize()
