"""Preparing a release of notes that a therapist keeps apart from the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from practice.models import User
from releases.drafts.form import DraftForm
from releases.models import Kind, Purpose, ReleaseDraft, SensitiveTopic

# Why someone is shown notes, which takes no session with them.
REASONS = (Purpose.INFORMATION, Purpose.UNDERSTANDING, Purpose.CHANGE)


class NotesForm(DraftForm):
    """These notes and nothing else: 45 CFR 164.508(b)(3)(ii), 42 CFR 2.31(b)."""

    layout = Layout(
        "affiliation",
        Fieldset("Which of the notes", "details", "off_limits"),
        Fieldset("Why, and who may share them", "purposes", "disclosers"),
        Fieldset(
            "From when, until when",
            Row(Column("effective_on"), Column("expires_on")),
            "longer_asked",
            "expires_event",
        ),
    )

    class Meta(DraftForm.Meta):
        fields = [
            "details",
            "off_limits",
            "purposes",
            "disclosers",
            "affiliation",
            "effective_on",
            "longer_asked",
            "expires_on",
            "expires_event",
        ]

    # Combined with nothing.
    topics: Any = None
    sensitive_topics: Any = None
    off_limit_topics: Any = None
    formats: Any = None
    places: Any = None

    purposes = forms.MultipleChoiceField(
        choices=[(each.value, each.label) for each in REASONS],
        widget=forms.CheckboxSelectMultiple,
        label="Tick each reason why",
        error_messages={"required": "Tick at least one reason why."},
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        self.kind = Kind(kind)
        super().__init__(*args, **kwargs)
        self.fields[
            "details"
        ].help_text = (
            "For example: “of March and April 2026”. Leave it empty for all of them."
        )

    def boxed(self, cleaned: Mapping[str, Any]) -> Collection[str]:
        """Notes tell of anything; other notes take a release of their own."""
        return [*SensitiveTopic.values, self.kind]


def form_for(draft: ReleaseDraft, user: User, data: Any) -> DraftForm:
    """The form with which ``draft`` is changed."""
    if draft.kind == Kind.GENERAL:
        return DraftForm(draft.contact, user, data, instance=draft)
    return NotesForm(draft.kind, draft.contact, user, data, instance=draft)
