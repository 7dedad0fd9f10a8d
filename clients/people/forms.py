"""Clients and contacts, as people fill them in."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import IDENTITY, Client, Contact
from clients.people import namesakes
from practice.forms import ModelForm
from practice.models import User

OLDEST = 120  # years
FINAL = "A release names this contact: correct this, or add another contact."


def plausible(born: date | None) -> date | None:
    today = timezone.localdate()
    if born and born > today:
        message = "A date of birth cannot be ahead of today."
        raise ValidationError(message)
    if born and born.year < today.year - OLDEST:
        message = f"Check the year: that is more than {OLDEST} years ago."
        raise ValidationError(message)
    return born


class ClientForm(ModelForm):
    """A client. Clinicians take them on themselves; others say who treats them."""

    others = ""  # the ids of namesakes, once there was one to ask about

    layout = Layout(
        Row(Column("legal_name"), Column("chosen_name")),
        Row(Column("date_of_birth"), Column("state"), Column("language")),
        Row(Column("modality"), Column("video_state"), Column("clinician")),
        "emancipated",
        Row(Column("emancipated_on"), Column("emancipation_seen")),
        Row(Column("self_consent_from"), Column("self_consent_law")),
        "part2",
    )
    printed = ("legal_name", "chosen_name")
    beside: ClassVar = {
        "client_emancipated_once_able_to": "emancipated_on",
        "client_emancipation_was_seen": "emancipation_seen",
    }

    class Meta:
        model = Client
        fields = [
            "legal_name",
            "chosen_name",
            "date_of_birth",
            "state",
            "video_state",
            "language",
            "modality",
            "clinician",
            "emancipated",
            "emancipated_on",
            "emancipation_seen",
            "self_consent_from",
            "self_consent_law",
            "part2",
        ]
        labels = {"part2": "42 CFR Part 2 protects this client's records"}
        help_texts = {
            "part2": (
                "Tick it if a program with federal support treats them for alcohol or "
                "drug use. Their releases then say what that rule forbids."
            ),
            "self_consent_from": (
                "For a minor who may, as you judged. What a parent signed ends then."
            ),
            "emancipation_seen": "For example: the court’s decree, certified copy.",
            "self_consent_law": "For example: RCW 71.34.530.",
            "legal_name": "As it stands on the release.",
            "chosen_name": "What people call them, where it differs.",
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.is_clinician:
            del self.fields["clinician"]
            self.instance.clinician = user
        else:  # a clinician judges that a minor may
            del self.fields["self_consent_from"]
            del self.fields["self_consent_law"]
            if self.instance.pk:  # and how to treat whom they have taken on
                del self.fields["modality"]

    def clean_date_of_birth(self) -> date | None:
        return plausible(self.cleaned_data["date_of_birth"])

    def clean_emancipated_on(self) -> date | None:
        day: date | None = self.cleaned_data["emancipated_on"]
        if day and day > timezone.localdate():
            message = "Enter it once it has happened."
            raise ValidationError(message)
        return day

    def _clean_emancipation(self, cleaned: dict[str, Any]) -> None:
        """Date and evidence belong to an emancipation, and go with it."""
        if not cleaned.get("emancipated"):
            cleaned |= {"emancipated_on": None, "emancipation_seen": ""}
            self.instance.emancipation_seen = ""  # if it was not even sent
            return
        if "emancipated_on" in cleaned and cleaned["emancipated_on"] is None:
            self.add_error("emancipated_on", "Say since when.")
        if not cleaned.get("emancipation_seen"):
            self.add_error("emancipation_seen", "Say what was seen of it.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._clean_emancipation(cleaned)
        if "self_consent_from" in self.changed_data:
            alone = cleaned.get("self_consent_from")
            self.instance.self_consent_judged_by = self.user if alone else None
        who = ("legal_name", "chosen_name", "date_of_birth")
        if set(who) <= cleaned.keys() and set(who).intersection(self.changed_data):
            *names, born = (cleaned[name] for name in who)
            visible = Client.objects.visible_to(self.user).exclude(pk=self.instance.pk)
            found = namesakes.clients_like(names, born, visible)
            self.others = namesakes.ask_about_client(self, found)
        return cleaned


class ContactForm(ModelForm):
    """Someone in a client's life. Who they are is only shown once it is final."""

    others = ""  # as in ClientForm

    beside: ClassVar = {"contact_stays_who_they_are": "name"}
    printed = ("name", "relationship", "organisation")
    layout = Layout(
        Row(Column("name"), Column("relationship")),
        "organisation",
        Row(Column("phone"), Column("email")),
        Row(Column("date_of_birth"), Column("language")),
    )

    class Meta:
        model = Contact
        fields = [
            "name",
            "relationship",
            "organisation",
            "phone",
            "email",
            "date_of_birth",
            "language",
        ]
        widgets = {
            "relationship": forms.TextInput(attrs={"list": "relationships"}),
            # A browser's own field for it knows ASCII alone.
            "email": forms.TextInput(
                attrs={"inputmode": "email", "autocapitalize": "none"}
            ),
        }

    def clean_date_of_birth(self) -> date | None:
        return plausible(self.cleaned_data["date_of_birth"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.identity_is_final:
            for name in IDENTITY:
                # A page that is older than the release may still send what it asked.
                self.fields[name].disabled = name not in self.data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.identity_is_final:
            for name in set(IDENTITY).intersection(self.changed_data):
                self.add_error(name, FINAL)
        elif "name" in cleaned and "name" in self.changed_data:
            found = namesakes.contacts_like(self.instance, cleaned["name"])
            self.others = namesakes.ask_about_contact(self, found)
        return cleaned
