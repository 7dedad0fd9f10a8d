"""Writing the next version of the words that every release says, and publishing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone

from practice.forms import ModelForm
from practice.models import User
from releases.models import ReleaseWording
from releases.terms.wording import PLACE, Voice, words_for

# What a release may state, by code, in the order of the paper; and where it says so.
STATEMENTS = {
    "revocation": "How it is revoked, from when, and what stays done (45 CFR 164.508(c)(2)(i))",
    "conditioning": "That care, payment and benefits do not depend on it ((c)(2)(ii))",
    "redisclosure": "That whoever hears it may tell others ((c)(2)(iii))",
    "part2": "Substance use records, for a client under 42 CFR part 2 (2.32(a))",
    "part2_if": "The same, on a blank form, for whoever it applies to",
    "copy": "That the signer gets a copy (45 CFR 164.508(c)(4))",
    "role": "That the client stays the client",
}
LONGEST = 900


class WordingForm(ModelForm):
    """A wording that is not published yet. A statement left empty is left out."""

    printed = (
        "lead",
        "agreement",
        *(f"{part}_{code}" for code in STATEMENTS for part in ("title", "text")),
    )

    class Meta:
        model = ReleaseWording
        fields = ["lead", "agreement"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = {each["code"]: each for each in self.instance.statements}
        for code in STATEMENTS:
            said = written.get(code, {"title": "", "text": ""})
            self.fields[f"title_{code}"] = forms.CharField(
                label="Title", required=False, max_length=120, initial=said["title"]
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label="Text",
                required=False,
                max_length=LONGEST,
                initial=said["text"],
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.layout = Layout(
            "lead",
            *(
                Fieldset(says, f"title_{code}", f"text_{code}")
                for code, says in STATEMENTS.items()
            ),
            "agreement",
        )

    @property
    def places(self) -> list[str]:
        """What may stand in braces."""
        return [
            f"{{{each}}}" for each in words_for(self.instance.language, Voice.CHILD)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.printed:
            for place in PLACE.finditer(cleaned.get(name, "")):
                if place[0] not in self.places:
                    self.add_error(name, f"Nothing is called {place[0]}: see the list.")
        self.instance.statements = list(self._statements(cleaned))
        return cleaned

    def _statements(self, cleaned: dict[str, Any]) -> Iterator[dict[str, str]]:
        for code in STATEMENTS:
            title = cleaned.get(f"title_{code}", "")
            text = cleaned.get(f"text_{code}", "")
            if title and text:
                yield {"code": code, "title": title, "text": text}
            elif title or text:
                missing = "text" if title else "title"
                self.add_error(
                    f"{missing}_{code}",
                    f"Write its {missing} too, or leave both empty.",
                )


class PublicationForm(ModelForm):
    """Publishing a wording: from then on it is final, and what is signed next says it."""

    class Meta:
        model = ReleaseWording
        fields: list[str] = []

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.instance.published_by = user
            self.instance.published_at = timezone.now()
