"""Someone came whom nobody expected: who they are, and what they may usually hear."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Contact
from clients.people.namesakes import contacts_like
from collateral.models import Session
from collateral.sessions.seats import hears_in, topics_of
from practice.forms import Form
from practice.models import User
from releases.drafts.form import DraftForm
from releases.drafts.presets import presets, terms_of
from releases.drafts.usual import usual_terms
from releases.models import Kind
from releases.models.draft import Topic

NAMED = "This field is required. Or choose them from the list."
TIED = "This field is required."
KNOWN = "This client has a contact of this name. Choose them from the list."


class DoorForm(Form):
    """A contact of the client who has no seat, or somebody new."""

    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        required=False,
        label="Who came",
        empty_label="Somebody who is not listed",
    )
    name = forms.CharField(max_length=200, required=False)
    relationship = forms.CharField(
        max_length=60, required=False, help_text="What they are to the client."
    )
    preset = forms.ChoiceField(
        label="What they may hear of, as is usual for a",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is usual for them."},
    )
    layout = Layout("contact", Row(Column("name"), Column("relationship")), "preset")

    def __init__(self, session: Session, data: Any = None) -> None:
        super().__init__(data)
        self.session = session
        contact: Any = self.fields["contact"]
        preset: Any = self.fields["preset"]
        contact.queryset = session.client.contacts.exclude(seats__session=session)
        contact.label_from_instance = lambda found: found.described
        preset.choices = [(code, each["label"]) for code, each in presets().items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("name", "")
        if not cleaned.get("contact") and not self.errors:
            if not name:
                self.add_error("name", ValidationError(NAMED))
            if not cleaned.get("relationship"):
                self.add_error("relationship", ValidationError(TIED))
            if name and contacts_like(Contact(client=self.session.client), name):
                self.add_error("name", ValidationError(KNOWN))
        return cleaned

    @property
    def who(self) -> Contact:
        """Who is listed; or somebody new, not saved."""
        said = self.cleaned_data
        return said["contact"] or Contact(
            client=self.session.client,
            name=said["name"],
            relationship=said["relationship"],
            language=self.session.client.language,
        )

    @property
    def has_release(self) -> bool:
        """Whether one is in force now, which the usual one would be a renewal of."""
        contact = self.cleaned_data["contact"]
        if contact is None:
            return False
        releases = contact.releases.filter(kind=Kind.GENERAL)
        return bool(releases.filter(in_force__contains=timezone.now()).exists())


def usual_release(
    session: Session, contact: Contact, preset: str, user: User
) -> DraftForm:
    """What is usual, for a session such as this one, as if somebody had typed it. What
    needs initials is asked for by whoever prepares a release at more leisure. What the
    session is about is for clinicians to know: nobody else's release tells it.
    """
    about = topics_of(hears_in(session)) if user.is_clinician else ()
    heard = [topic for topic in about if topic in Topic.values]
    terms = usual_terms(contact) | terms_of(preset)
    terms |= {
        "topics": sorted({*terms["topics"], *heard}),
        "formats": sorted({*terms["formats"], session.format}),
        "places": sorted({*terms["places"], session.place}),
        "disclosers": terms.get("disclosers") or [0],
    }
    typed = {name: _as_typed(value) for name, value in terms.items() if value}
    return DraftForm(contact, user, typed, initial=terms)


def _as_typed(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [str(each) for each in value] if isinstance(value, list) else str(value)
