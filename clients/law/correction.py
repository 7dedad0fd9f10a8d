"""The form that corrects one value of a state's law."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from clients.law.amending import earliest, next_version
from clients.law.profile import Confidence, Seen
from clients.law.typed import fields_of, typed_in, unfinished
from clients.models import StateProfile
from practice.database.violations import violations
from practice.forms import Form
from practice.models import User

SEEN = {
    Seen.STATUTE: "In the law itself",
    Seen.SECONDARY: "Elsewhere, about the law",
    Seen.MEMORY: "Nowhere: it is from memory",
}
CONFIDENCE = {
    Confidence.HIGH: "Sure",
    Confidence.MEDIUM: "Fairly sure",
    Confidence.LOW: "Not sure",
}
BACK = "No correction is dated back: today, or later."
BEFORE = "The version before counts only from a later day: not before that."
STALE = (
    "Someone else corrected this state while you had this page open. Look at what "
    "stands now, and begin again."
)


class CorrectionForm(Form):
    """What a value is, by what source, and from which day it counts."""

    beside: ClassVar = {
        "state_profile_has_a_reason": "reason",
        "state_profile_starts": "effective_from",
        "state_profile_starts_ahead": "effective_from",
        "state_profile_agrees_when_of_age": "value",
        "state_profile_one_term": "value",
    }

    source = forms.CharField(
        label="Where it says so",
        max_length=300,
        help_text="The section of the law, and since when.",
    )
    seen = forms.ChoiceField(
        label="Where you read it", choices=SEEN.items(), widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label="How sure you are", choices=CONFIDENCE.items(), widget=forms.RadioSelect
    )
    effective_from = forms.DateField(
        label="Counts from", help_text="What was before stays on record."
    )
    reason = forms.CharField(label="Why it is corrected", max_length=300)
    # The version that the page showed.
    shown = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, key: str, last: StateProfile, user: User, *args: Any, **kwargs: Any
    ) -> None:
        self.key, self.last, self.user = key, last, user
        self.first = earliest(last, timezone.localdate())
        known = last.law.known.get(key)
        initial: dict[str, Any] = {
            "effective_from": self.first,
            "shown": last.version,
        }
        if known:
            initial |= {
                "source": known.source,
                "seen": known.seen,
                "confidence": known.confidence,
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields = {**fields_of(key, last.law), **self.fields}

    def clean_effective_from(self) -> Any:
        starts = self.cleaned_data["effective_from"]
        if starts < self.first:
            pending = self.first > timezone.localdate()
            raise forms.ValidationError(BEFORE if pending else BACK)
        return starts

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("shown") != self.last.version:
            self.add_error(None, STALE)
        for name, lacks in list(unfinished(cleaned)):
            self.add_error(name, f"Write its {lacks} too, or leave both empty.")
        if not self.errors:
            self._ask_constraints(cleaned)
        return cleaned

    def _ask_constraints(self, cleaned: dict[str, Any]) -> None:
        """All but the one on overlaps: the version before ends as this one is saved."""
        given = {
            "source": cleaned["source"],
            "seen": Seen(cleaned["seen"]),
            "confidence": Confidence(cleaned["confidence"]),
            # A value that was corrected stays as it is, whatever is delivered later.
            "reviewed_by": self.user.name,
            "reviewed_on": timezone.localdate(),
        }
        self.following = next_version(
            self.last,
            typed_in(self.key, self.last.law, cleaned, given),
            starts=cleaned["effective_from"],
            reason=cleaned["reason"],
            by=self.user,
        )
        constraints = StateProfile._meta.constraints
        asked = [each for each in constraints if not getattr(each, "period", None)]
        for constraint, error in violations(self.following, asked):
            self.refuse(constraint, error)
