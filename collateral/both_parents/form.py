"""What passed with a parent, as it is entered."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Client
from collateral.models import ParentEntry, Session
from practice.formats import say_day_short_year, say_span
from practice.forms import ModelForm
from releases.models import Release

CARE = "care"
MOST = 20  # of each kind to choose from, the newest first


class ParentEntryForm(ModelForm):
    """Who, what, about what and when; no words of theirs."""

    about = forms.ChoiceField(
        label="About what", error_messages={"required": "Say about what it was."}
    )
    layout = Layout("contact", "passed", "answer", "about", "happened_on")
    beside: ClassVar[dict[str, str]] = {
        "parent_entry_says_the_answer": "answer",
        "parent_entry_is_of_the_past": "happened_on",
        "parent_entry_of_a_minor": "happened_on",
        "parent_entry_is_about_its_client": "about",
    }

    class Meta:
        model = ParentEntry
        fields = ["contact", "passed", "answer", "happened_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        client, fields = self.instance.client, dict[str, Any](self.fields)
        fields["contact"].queryset = client.contacts.all()
        fields["contact"].label_from_instance = lambda each: each.described
        fields["about"].choices = _choices(client)

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError("This is still ahead. Record it once it happened.")
        return day

    def clean_about(self) -> str:
        """A choice of those offered, as what the entry names."""
        about: str = self.cleaned_data["about"]
        kind, _, pk = about.partition("-")
        if kind in {"release", "session"}:
            setattr(self.instance, f"{kind}_id", int(pk))
        return about


def _choices(client: Client) -> list[Any]:
    """Care, each release and each session; by whom and when they are told apart."""
    releases = Release.objects.filter(client=client).select_related("contact")
    sessions = Session.objects.filter(client=client).order_by("-during__startswith")
    signed = [
        (f"release-{r.pk}", f"{r.contact.name}, {say_day_short_year(r.signed_at)}")
        for r in releases[:MOST]
    ]
    held = [(f"session-{s.pk}", say_span(s.during)) for s in sessions[:MOST]]
    offered: list[Any] = [(CARE, "Care")]
    if signed:
        offered.append(("The release for", signed))
    if held:
        offered.append(("The session on", held))
    return offered
