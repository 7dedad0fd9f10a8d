"""What was told without a release: on what basis, to whom, what and why."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from clients.models import Contact
from collateral.disclosures import when
from collateral.disclosures.form import BESIDE
from collateral.disclosures.scope import called
from collateral.models import Basis, Disclosure, Part2Ground
from collateral.models.basis import PART2_GROUNDS
from practice.forms import ModelForm

# What the law asks for beside each field: 164.528(b)(2); 2.51(c) of what is told in a
# medical emergency.
HELP = {
    "said": "The client reads this in an accounting of disclosures. Only what was told.",
    "why": "What made it needed: the threat, the report that the law asks for, the order.",
    "part2_ground": (
        "A threat alone does not let Part 2 records be told. In a medical emergency, name "
        "whom you told and where they work, and write what the emergency was."
    ),
}
ONE_OR_ELSE = (
    "You chose {contact} above. Leave this empty, or choose “Someone else” there: who "
    "else was told is recorded apart."
)
NO_GROUND = "This client has records under 42 CFR Part 2. Say what lets this be told."


class ContactField(forms.ModelChoiceField):
    """A contact, told from others of the name."""

    def label_from_instance(self, contact: Any) -> str:
        return str(contact.described)


class WithoutReleaseForm(ModelForm):
    """What was told in an emergency, in a report, to a court, or by mistake."""

    told_on = when.day_field()
    told_clock = when.clock_field()

    layout = Layout(
        "basis",
        "contact",
        "recipient",
        "address",
        when.WHEN,
        "said",
        "why",
        "part2_ground",
        "correction",
    )
    beside = BESIDE

    class Meta:
        model = Disclosure
        fields = [
            "basis",
            "contact",
            "recipient",
            "address",
            "said",
            "why",
            "part2_ground",
            "correction",
        ]
        widgets = {
            "said": forms.Textarea({"rows": 2}),
            "why": forms.Textarea({"rows": 2}),
            "basis": forms.RadioSelect,
            "part2_ground": forms.RadioSelect,
        }
        field_classes = {"contact": ContactField}
        help_texts = HELP

    def __init__(self, told: Disclosure, data: Any = None) -> None:
        told.recorded_at = timezone.now()
        super().__init__(
            data, instance=told, initial=when.shown(told.told_at or told.recorded_at)
        )
        fields: Any = self.fields
        fields["basis"].choices = [
            each for each in Basis.choices if each[0] != Basis.RELEASE
        ]
        fields["contact"].queryset = Contact.objects.filter(client=told.client_id)
        fields["contact"].label = "Who was told, if it is one of their contacts"
        fields["contact"].empty_label = "Someone else"
        fields["contact"].required = fields["recipient"].required = False
        fields["recipient"].label = "Or who else: a name, and where they work"
        fields["said"].required = fields["why"].required = True
        fields["part2_ground"].choices = Part2Ground.choices
        if not told.client.part2:
            del self.fields["part2_ground"]
        self.fields["correction"].required = True
        if not told.corrects_id:
            del self.fields["correction"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        told, contact = self.instance, cleaned.get("contact")
        if contact and cleaned.get("recipient") not in ("", self.initial["recipient"]):
            self.add_error("recipient", ONE_OR_ELSE.format(contact=contact.name))
        elif contact:
            cleaned["recipient"] = called(contact)
        told.told_at = when.told_at(self, cleaned, told.recorded_at)
        asked = "part2_ground" in self.fields
        if not asked or cleaned.get("basis") not in PART2_GROUNDS:
            # Chosen for another basis, or before the mistake that is corrected.
            cleaned["part2_ground"] = told.part2_ground = ""
        elif "part2_ground" in cleaned and not cleaned["part2_ground"]:
            self.add_error("part2_ground", NO_GROUND)
        return cleaned
