"""The signature's form, asked one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest

from clients.names import folded
from practice.paper.pdf import Unprintable
from releases.models import Mark, Signature, SigningSession
from releases.models.interpreting import BESIDES, BY_ANOTHER, INTERPRETING
from releases.models.witness import TWO_OTHERS
from releases.signing import marks, right
from releases.signing.form import SignatureForm
from releases.signing.words import said_in


class StepForm(SignatureForm):
    """As ``SignatureForm``, for whom it was handed to; a page shows some of its fields."""

    printed = (*SignatureForm.printed, *BESIDES)

    witness_2 = forms.CharField(required=False, max_length=200)
    interpreter = forms.CharField(required=False, max_length=200)
    interpreter_language = forms.CharField(required=False, max_length=200)
    interpreter_qualification = forms.CharField(required=False, max_length=200)
    of_age = forms.BooleanField(required=False)

    def __init__(self, signing: SigningSession, *args: Any, **kwargs: Any) -> None:
        self.signing = signing
        super().__init__(signing.draft, *args, **kwargs)
        self.said = said_in(self.words["language"])
        self._say(self.said["asks"])
        if signing.signer and signing.capacity:
            offered: Any = self.fields["capacity"]
            offered.widget.choices = [
                each for each in offered.widget.choices if each[0] == signing.capacity
            ]

    def add_error(self, field: str | None, error: Any) -> None:
        """In the language of whoever signs, where its file has the words."""
        sentence = error if isinstance(error, str) else " ".join(error.messages)
        name = self.cleaned_data.get("signer") or "{signer}"
        spoken = self.said.get("problems", {}).get(sentence.replace(name, "{signer}"))
        super().add_error(field, spoken.replace("{signer}", name) if spoken else error)

    def _say(self, asks: Mapping[str, str]) -> None:
        for name in ("witness", "witness_2", "interpreter"):
            self.fields[name].label = asks["full_name"]
        for name in (*INTERPRETING[1:], "of_age"):
            self.fields[name].label = asks[name]
        helps = asks["interpreter_qualification_help"]
        self.fields["interpreter_qualification"].help_text = helps
        mark: Any = self.fields["mark"]
        mark.choices = [*marks.ON_SCREEN, (Mark.CROSS.value, asks["cross"])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, witness = cleaned.get("signer", ""), cleaned.get("witness", "")
        self._ask_for_another("witness_2", (name, witness), TWO_OTHERS)
        self._ask_for_another("interpreter", (name,), BY_ANOTHER)
        return cleaned

    def _check_signer(self, cleaned: dict[str, Any]) -> None:
        """Anyone else is told that alone, and not who may sign, or may not."""
        name = cleaned.get("signer", "")
        if name and self.signing.signer and not self._is_handed_to(name):
            self.add_error("signer", f"This was handed to {self.signing.signer}.")
        else:
            super()._check_signer(cleaned)

    def _is_handed_to(self, name: str) -> bool:
        to = self.signing
        known = self.who.find(to.capacity, to.signer)
        return known.is_called(name) if known else folded(name) == folded(to.signer)

    def _ask_for_another(
        self, field: str, others: tuple[str, ...], message: str
    ) -> None:
        said = folded(self.cleaned_data.get(field, ""))
        if said and said in map(folded, (*others, self.draft.contact.name)):
            self.add_error(field, message)

    def ask_only(self, fields: tuple[str, ...]) -> None:
        """Show these on the page, all of them needed but what another right asks; and
        say nothing yet of what is asked on others.
        """
        for name in {*fields} & {"witness", "witness_2", "of_age", *INTERPRETING}:
            self.fields[name].required = True
        self.layout = Layout(
            *(
                right.shown(name) if name in right.UNSAID else name
                for name in fields
                if name not in marks.OF_THE_MARK
            )
        )
        if self.is_bound:
            for name in {*self.errors} - {*fields, NON_FIELD_ERRORS}:
                del self.errors[name]

    def signature(self, request: HttpRequest) -> Signature:
        made = super().signature(request)
        for name in BESIDES:
            setattr(made, name, self.cleaned_data[name])
        return made

    def add_refusal(self, error: Exception) -> None:
        if isinstance(error, Unprintable):
            self.add_error(None, str(error))
        else:
            super().add_refusal(error)
