"""What was told under a release: in few acts, as the release itself is at hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils import timezone

from clients.models import Contact
from collateral.disclosures import when
from collateral.disclosures.scope import granted, in_order, release_at
from collateral.models import Disclosure
from collateral.models.topic import LABELS
from practice.formats import say_list
from practice.forms import ModelForm

# Beside which field each rule speaks, whatever the form.
BESIDE = {
    "disclosure_has_a_basis": "basis",
    "disclosure_says_who_was_told": "recipient",
    "disclosure_says_what_was_told": "said",
    "disclosure_says_why": "why",
    "disclosure_is_of_the_past": "told_on",
    "disclosure_has_a_part2_ground": "part2_ground",
    "disclosure_ground_fits_its_basis": "part2_ground",
    "disclosure_correction_says_what_was_wrong": "correction",
}
# What is seldom needed is folded away until it is.
BEYOND = HTML(
    '<details class="mb-3"{% if form.opens %} open{% endif %}>'
    "<summary>Something that their release does not allow</summary>"
    '<p class="soft">What is told beyond a release is told without one. The client is '
    "told of it in an accounting of disclosures.</p>"
)
NO_RELEASE = (
    "No release for them was in force then. Check the day and the time. What was told "
    "without a release is recorded on the client’s page, with what allowed it."
)


class ToldForm(ModelForm):
    """What was told to one contact under the release that was in force then."""

    topics = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="What was told, as their release allows",
    )
    others = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="What was told besides",
    )
    told_on = when.day_field()
    told_clock = when.clock_field()

    layout = Layout(
        "topics",
        BEYOND,
        "others",
        "why",
        "address",
        HTML("</details>"),
        when.WHEN,
        "said",
        "correction",
    )
    beside = BESIDE | {
        "disclosure_says_what_was_told": "topics",
        "disclosure_release_in_force": "told_on",
    }

    class Meta:
        model = Disclosure
        fields = ["why", "address", "said", "correction"]
        widgets = {
            "why": forms.Textarea({"rows": 2}),
            "said": forms.Textarea({"rows": 2}),
        }
        labels = {
            "why": "Why that was told all the same",
            "said": "In your own words, if that says more",
        }
        # 164.528(b)(2)(ii).
        help_texts = {"address": "For the accounting: it names whoever heard too much."}

    def __init__(
        self, told: Disclosure, data: Any = None, *, ticked: tuple[str, ...] = ()
    ) -> None:
        told.recorded_at = timezone.now()
        contact: Any = told.contact
        self.contact: Contact = contact
        first = told.told_at or told.recorded_at
        self.release = release_at(self.contact, first)
        self.allowed = granted(self.release, told.told_by_id, first)
        chosen = in_order(told.topics or ticked)
        initial = when.shown(first) | {
            "topics": [topic for topic in chosen if topic in self.allowed],
            "others": [topic for topic in chosen if topic not in self.allowed],
        }
        super().__init__(data, instance=told, initial=initial)
        offered = [(topic, LABELS[topic]) for topic in self.allowed]
        rest = [each for each in LABELS.items() if each[0] not in self.allowed]
        # Whichever box a topic stood in, it was told: at another time it may be another.
        self._offer("topics", offered, rest)
        self._offer("others", rest, offered)
        if not offered:
            del self.fields["topics"]
        self.fields["correction"].required = True
        if not told.corrects_id:
            del self.fields["correction"]

    def _offer(self, name: str, shown: list[Any], taken: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [*shown, *taken]
        field.widget.choices = shown

    @property
    def opens(self) -> bool:
        """Whether something is to be seen of what their release does not allow."""
        names = ("others", "why", "address")
        said = [self[name].value() for name in names]
        wrong = not self.errors.keys().isdisjoint(names)
        return bool(any(said) or wrong or not self.allowed)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        topics = [*cleaned.get("topics", ()), *cleaned.get("others", ())]
        self.instance.topics = in_order(topics)
        at = when.told_at(self, cleaned, self.instance.recorded_at)
        if at is not None:
            self._stand_on_the_release(at, cleaned.get("why", ""))
        return cleaned

    def _stand_on_the_release(self, at: datetime, why: str) -> None:
        """What was told is under the release of then, whatever the page offered."""
        told = self.instance
        told.told_at, told.release = at, release_at(self.contact, at)
        allowed = granted(told.release, told.told_by_id, at)
        told.outside = [topic for topic in told.topics if topic not in allowed]
        if told.release is None:
            self.add_error("told_on", NO_RELEASE)
        elif told.outside and not why:
            names = say_list(LABELS[topic] for topic in told.outside)
            message = (
                f"Their release did not allow this: {names}. Write why it was told."
            )
            self.add_error("why", message)
