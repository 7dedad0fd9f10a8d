"""Which of the prepared releases are handed over together, and to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from clients.law.signers import Capacity
from clients.law.who import Signer, WhoMaySign
from practice.formats import say_day_short_year
from practice.forms import Form
from releases.models import ReleaseDraft
from releases.signing.handing import HandingForm, described, left_to_sign


class SittingForm(Form):
    """One person signs all that is ticked. Each is asked of the law as if it were alone.

    ``drafts`` are one client's, to be signed on a screen, with their ``signatures`` at
    hand.
    """

    drafts = forms.MultipleChoiceField(
        label="What is signed",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what is to be signed."},
    )
    to = forms.ChoiceField(
        label="Whom you hand it to",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whom you hand it to."},
    )
    witnessed = HandingForm.declared_fields["witnessed"]
    interpreted = HandingForm.declared_fields["interpreted"]
    layout = Layout("drafts", "to", "witnessed", "interpreted")

    def __init__(
        self, drafts: Sequence[ReleaseDraft], *args: Any, **kwargs: Any
    ) -> None:
        self.ready = {str(each.pk): each for each in drafts}
        # Who may sign, and what the law of the state asks, is the same for each.
        self.first = HandingForm(drafts[0])
        self.signers = _signers(self.first.who, drafts)
        super().__init__(*args, initial=self._usual, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["drafts"].choices = [(pk, _said(d)) for pk, d in self.ready.items()]
        choices["to"].choices = [(key, described(s)) for key, s in self.signers.items()]
        if self.first.witness_asked:
            del self.fields["witnessed"]
        if not self.signers:
            del self.fields["to"]

    @property
    def _usual(self) -> Mapping[str, Any]:
        return {"drafts": list(self.ready), "to": next(iter(self.signers), "")}

    @property
    def by_hand(self) -> bool:
        """Whether the law lets nobody sign them on a screen."""
        return self.first.by_hand

    def clean(self) -> dict[str, Any]:
        """What could not be signed alone is not handed over among others."""
        cleaned = super().clean() or self.cleaned_data
        if not self.signers:
            raise ValidationError(self.first.nobody)
        to = self.signers.get(cleaned.get("to", ""))
        if to:
            ticked = [self.ready[pk] for pk in cleaned.get("drafts", [])]
            self.handed = [(each, self._handed(each, to)) for each in ticked]
        return cleaned

    def asked(self) -> list[tuple[ReleaseDraft, dict[str, Any]]]:
        """Of a valid form: what each signing session holds."""
        return [(draft, form.asked()) for draft, form in self.handed]

    def _handed(self, draft: ReleaseDraft, to: Signer) -> HandingForm:
        """The form by which ``draft`` alone would be handed to the same person."""
        offered = HandingForm(draft).signers.items()
        keys = [key for key, each in offered if _key(each) == _key(to)]
        ticked = {n: "on" for n in ("witnessed", "interpreted") if self.data.get(n)}
        form = HandingForm(draft, {"to": keys[0] if keys else "", **ticked})
        if not keys and form.signers:
            problem = f"{to.called} does not sign this one now: untick it."
        else:
            problem = " ".join(str(e) for each in form.errors.values() for e in each)
        if problem:
            message = f"The release for {draft.contact.name}: {problem}"
            self.add_error("drafts", ValidationError(message))
        return form


def _signers(who: WhoMaySign, drafts: Sequence[ReleaseDraft]) -> dict[str, Signer]:
    """Whoever may still sign one of them, the usual first."""
    found: dict[Any, Signer] = {}
    for draft in drafts:
        signed = list(draft.signatures.all()) if draft.frozen else []
        for each in left_to_sign(who, signed):
            found.setdefault(_key(each), each)
    return {f"{each.capacity}-{n}": each for n, each in enumerate(found.values())}


def _key(signer: Signer) -> tuple[Capacity, tuple[str, ...]]:
    return signer.capacity, signer.names


def _said(draft: ReleaseDraft) -> str:
    """For whom it is, and until when."""
    until = say_day_short_year(draft.expires_on)
    return (
        f"{draft.contact.described}: {draft.get_kind_display().lower()}, until {until}"
    )
