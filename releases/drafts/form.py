"""Preparing a release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from clients.models import Client, Contact
from practice.formats import say_list
from practice.forms import ModelForm
from practice.models import Role, User
from practice.paper.pdf import TooLong, Unprintable
from releases.drafts.law import NO_AFFILIATION, asks_besides, too_long
from releases.drafts.noticing import notice
from releases.drafts.usual import usual_terms
from releases.models import (
    PRACTICE,
    Direction,
    Format,
    Kind,
    Place,
    ReleaseDraft,
)
from releases.models.draft import EVERY_TOPIC, Purpose, SensitiveTopic, Topic
from releases.printing.paper import draft_paper

LONGEST_TERM = 3 * 366  # days
HOW_THEY_JOIN = {
    "formats": "Tick at least one kind of session.",
    "places": "Tick at least one way to meet.",
}


class DraftForm(ModelForm):
    """A release for one contact, complete by construction: 45 CFR 164.508(c)(1)."""

    layout = Layout(
        "affiliation",
        Fieldset("What may be shared", "topics", "details"),
        Fieldset("Sensitive information", "sensitive_topics"),
        Fieldset("What stays private", "off_limit_topics", "off_limits"),
        Fieldset("How they join", "direction", "formats", "places"),
        Fieldset("Why, and who may share it", "purposes", "disclosers"),
        Fieldset(
            "From when, until when",
            Row(Column("effective_on"), Column("expires_on")),
            "longer_asked",
            "expires_event",
            "most_sessions",
        ),
    )
    printed = ("details", "off_limits", "affiliation", "expires_event")
    beside: ClassVar = {
        "draft_says_who_may_share": "disclosers",
        "draft_allows_a_session": "most_sessions",
    }
    kind = Kind.GENERAL
    noticed = ""  # in the free text, once it needed a box to tick

    class Meta:
        model = ReleaseDraft
        labels = {
            "off_limits": "Also private, in the client's own words",
            "longer_asked": "The signer asks for longer than the law’s usual term",
        }
        fields = [
            "topics",
            "details",
            "off_limits",
            "off_limit_topics",
            "sensitive_topics",
            "direction",
            "formats",
            "places",
            "most_sessions",
            "purposes",
            "disclosers",
            "affiliation",
            "effective_on",
            "longer_asked",
            "expires_on",
            "expires_event",
        ]
        widgets = {
            "details": forms.Textarea(attrs={"rows": 3}),
            "off_limits": forms.Textarea(attrs={"rows": 2}),
            "direction": forms.RadioSelect,
            "most_sessions": forms.NumberInput(attrs={"min": 1}),
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
    off_limit_topics = forms.MultipleChoiceField(
        choices=EVERY_TOPIC,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Never to be shared",
        help_text="What is not ticked above stays private too.",
    )
    formats = forms.MultipleChoiceField(
        choices=Format,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Tick each kind of session",
    )
    places = forms.MultipleChoiceField(
        choices=Place,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Tick each way to meet",
    )
    disclosers = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label="Tick who may share it",
        error_messages={"required": "Tick the practice, or name clinicians of it."},
    )

    def __init__(self, contact: Contact, user: User, *args: Any, **kwargs: Any) -> None:
        if "instance" not in kwargs:
            kwargs["instance"] = ReleaseDraft(
                contact=contact, client=contact.client, prepared_by=user, kind=self.kind
            )
            usual = kwargs.get("initial") or usual_terms(contact, self.kind)
            kwargs["initial"] = usual
        super().__init__(*args, **kwargs)
        disclosers: Any = self.fields["disclosers"]
        disclosers.choices = who_may_share(
            self.instance.client, self.instance.disclosers
        )
        self.fields["affiliation"].required = True
        self.fields["affiliation"].error_messages["required"] = NO_AFFILIATION
        for name in {"affiliation", "longer_asked"} - asks_besides(
            self.instance.client
        ):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.noticed = notice(self, cleaned, self.boxed(cleaned))
        shared = {*cleaned.get("topics", []), *cleaned.get("sensitive_topics", [])}
        both = [
            label
            for code, label in EVERY_TOPIC
            if code in shared and code in cleaned.get("off_limit_topics", [])
        ]
        if both:
            named = say_list(both)
            message = f"Ticked above, to be shared: {named}. Untick one of the two."
            self.add_error("off_limit_topics", message)
        if cleaned.get("direction") not in (None, Direction.OBTAIN):
            for field, message in HOW_THEY_JOIN.items():
                if not cleaned.get(field):
                    self.add_error(field, message)
        return cleaned

    def boxed(self, cleaned: Mapping[str, Any]) -> Collection[str]:
        """What may be named in free text, for it has its box ticked."""
        ticked: list[str] = cleaned.get("sensitive_topics", [])
        return ticked

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
        asked = self.cleaned_data.get("longer_asked", False)
        if said := too_long(self.instance.client, day, longer_asked=asked):
            raise ValidationError(said)
        return day


def who_may_share(client: Client, named: Iterable[int]) -> list[tuple[int, str]]:
    """The practice, the client's own clinician, and then the others; whoever is ``named``
    already is among them, also once they have left.
    """
    clinicians = User.objects.filter(
        Q(role=Role.CLINICIAN, is_active=True) | Q(pk__in=named)
    )
    people = sorted(clinicians, key=lambda each: each.pk != client.clinician_id)
    return [
        (PRACTICE, "Any clinician of the practice"),
        *((each.pk, each.name) for each in people),
    ]
