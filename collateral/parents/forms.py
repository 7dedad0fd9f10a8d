"""What parents said or were told, as their clinician writes it down."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from collateral.models import Answer, CheckIn, Disclosure, Expectation, Inquiry, Intake
from collateral.models.intake import ASKED
from practice.formats import say_day_short_year, say_list
from practice.forms import Form, ModelForm
from practice.spans import local_day, start_of

WORDS = forms.Textarea(attrs={"rows": 4})


def not_ahead(day: date) -> date:
    if day > timezone.localdate():
        raise ValidationError("This is still ahead. Write it down once it has been.")
    return day


class EntryForm(ModelForm):
    """With one of the client's own contacts, on a day that has come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = self.instance.client.contacts.all()
        contact.label_from_instance = lambda each: each.described


class IntakeForm(EntryForm):
    """The parents' words; what was not asked stays empty."""

    layout = Layout(Row(Column("contact"), Column("said_on")), *ASKED)
    beside = {"intake_says_something": "concerns"}

    class Meta:
        model = Intake
        fields = ["contact", "said_on", *ASKED]
        widgets = dict.fromkeys(ASKED, forms.Textarea(attrs={"rows": 2}))

    def clean_said_on(self) -> date:
        return not_ahead(self.cleaned_data["said_on"])


class CheckInForm(EntryForm):
    """A few words before or after a session, or by phone."""

    layout = Layout(
        Row(Column("contact"), Column("occasion"), Column("said_on")), "words"
    )

    class Meta:
        model = CheckIn
        fields = ["contact", "occasion", "said_on", "words"]
        widgets = {"words": WORDS}

    def clean_said_on(self) -> date:
        return not_ahead(self.cleaned_data["said_on"])


class ExpectationForm(EntryForm):
    """What someone was told is expected of them."""

    layout = Layout(Row(Column("contact"), Column("told_on")), "words")

    class Meta:
        model = Expectation
        fields = ["contact", "told_on", "words"]
        widgets = {"words": WORDS}
        help_texts = {
            "words": "For example: to come each time, or to practice at home each day."
        }

    def clean_told_on(self) -> date:
        return not_ahead(self.cleaned_data["told_on"])


class InquiryForm(EntryForm):
    """That someone called or wrote of their own accord."""

    layout = Layout(
        Row(Column("contact"), Column("channel"), Column("asked_on")), "words"
    )

    class Meta:
        model = Inquiry
        fields = ["contact", "channel", "asked_on", "words"]
        widgets = {"words": WORDS}

    def clean_asked_on(self) -> date:
        return not_ahead(self.cleaned_data["asked_on"])


class ToldField(forms.ModelChoiceField):
    """What was told, by its day and topics."""

    def label_from_instance(self, told: Any) -> str:
        day = say_day_short_year(local_day(told.told_at))
        return f"{day}: {say_list([*told.about, *told.beyond]) or told.said}"


class AnswerForm(Form):
    """How an inquiry was answered. What was told is recorded first, on its own page."""

    answered_as = forms.ChoiceField(
        choices=Answer.choices,
        widget=forms.RadioSelect,
        label="How they were answered",
        error_messages={"required": "Choose how they were answered."},
    )
    disclosure = ToldField(
        Disclosure.objects.none(),
        required=False,
        label="What they were told",
        empty_label="Nothing",
    )
    layout = Layout("answered_as", "disclosure")
    beside = {
        "inquiry_answer_says_what_was_told": "disclosure",
        "inquiry_answer_was_told_to_them": "disclosure",
    }

    def __init__(self, inquiry: Inquiry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        disclosure: Any = self.fields["disclosure"]
        since = Disclosure.objects.standing().filter(
            client=inquiry.client, told_at__gte=start_of(inquiry.asked_on)
        )
        disclosure.queryset = since.told_to(inquiry.contact)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        how, told = cleaned.get("answered_as"), cleaned.get("disclosure")
        if how == Answer.TOLD and not told and "disclosure" not in self.errors:
            self.add_error(
                "disclosure", "Record what they were told first, then choose it here."
            )
        if how == Answer.LISTENED and told:
            self.add_error("disclosure", "Who was told something was not only heard.")
        return cleaned
