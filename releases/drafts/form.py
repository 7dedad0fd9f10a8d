"""Preparing a release."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Contact
from practice.forms import ModelForm
from practice.models import User
from practice.paper.pdf import TooLong, Unprintable
from practice.spans import last_day, local_day
from releases.cover import Cover
from releases.models import Release, ReleaseDraft
from releases.models.draft import Purpose, SensitiveTopic, Topic
from releases.printing.paper import draft_paper

USUAL_TERM = timedelta(days=180)
LONGEST_TERM = 3 * 366  # days


class DraftForm(ModelForm):
    """A release for one contact, complete by construction: 45 CFR 164.508(c)(1)."""

    layout = Layout(
        Fieldset("What may be shared", "topics", "details", "off_limits"),
        Fieldset("Sensitive information", "sensitive_topics"),
        Fieldset("Why, and who may share it", "purposes", "discloser"),
        Fieldset(
            "From when, until when",
            Row(Column("effective_on"), Column("expires_on")),
            "expires_event",
        ),
    )
    printed = ("details", "off_limits", "expires_event")

    class Meta:
        model = ReleaseDraft
        fields = [
            "topics",
            "details",
            "off_limits",
            "sensitive_topics",
            "purposes",
            "discloser",
            "effective_on",
            "expires_on",
            "expires_event",
        ]
        widgets = {
            "details": forms.Textarea(attrs={"rows": 3}),
            "off_limits": forms.Textarea(attrs={"rows": 2}),
        }

    topics = forms.MultipleChoiceField(
        choices=Topic,
        widget=forms.CheckboxSelectMultiple,
        label="Tick all that may be shared",
        error_messages={"required": "Tick at least one thing that may be shared."},
    )
    purposes = forms.MultipleChoiceField(
        choices=Purpose,
        widget=forms.CheckboxSelectMultiple,
        label="Tick each reason why",
        error_messages={"required": "Tick at least one reason why."},
    )
    sensitive_topics = forms.MultipleChoiceField(
        choices=SensitiveTopic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Only what is ticked here, and initialed when signing",
    )

    def __init__(self, contact: Contact, user: User, *args: Any, **kwargs: Any) -> None:
        if "instance" not in kwargs:
            kwargs["instance"] = ReleaseDraft(
                contact=contact, client=contact.client, prepared_by=user
            )
            kwargs.setdefault("initial", usual_terms(contact))
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """And what it says must fit on its paper, which all who sign are given."""
        super().full_clean()
        if self.is_bound and not self.errors:
            try:
                draft_paper(self.instance)
            except TooLong as error:
                written = ("details", "off_limits", "expires_event")
                longest = max(written, key=lambda name: len(self.cleaned_data[name]))
                self.add_error(longest, str(error))
            except Unprintable as error:
                self.add_error(None, str(error))

    def clean_effective_on(self) -> date:
        day: date = self.cleaned_data["effective_on"]
        if abs((day - timezone.localdate()).days) > LONGEST_TERM:
            message = "Choose a start within three years of today."
            raise ValidationError(message)
        # One that has come since it was prepared counts from when it is signed.
        if day < timezone.localdate() and day != self.initial.get("effective_on"):
            message = "This day has passed. A release starts today or later."
            raise ValidationError(message)
        return day

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if day < today:
            message = "This day has passed. A release must end today or later."
            raise ValidationError(message)
        if (day - today).days > LONGEST_TERM:
            message = "Choose a day within the next three years."
            raise ValidationError(message)
        return day


def usual_terms(contact: Contact) -> dict[str, Any]:
    """What a new draft starts from: the last release's terms, or today and six months.

    A renewal starts where cover in force now ends, so that it has no gap; what starts
    only later leaves one today. It ends no sooner than what it would replace.
    """
    releases = Release.objects.of(contact)
    last = (
        releases.exclude(draft=None)
        .select_related("draft")
        .order_by("-signed_at")
        .first()
    )
    today, now = timezone.localdate(), timezone.now()
    terms: dict[str, Any] = {"effective_on": today}
    if last and last.draft:
        names = ["topics", "details", "off_limits", "purposes", "discloser"]
        terms |= {name: getattr(last.draft, name) for name in names}
    cover = Cover.of(releases.values_list("in_force", flat=True))
    if until := cover.until(now):
        terms["effective_on"] = local_day(until)
    usual = terms["effective_on"] + USUAL_TERM
    terms["expires_on"] = max([usual, *(last_day(run.upper) for run in cover.runs)])
    return terms
