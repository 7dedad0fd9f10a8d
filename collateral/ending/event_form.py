"""Which of a client's releases end, now that an event has occurred."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral.ending.event import ending_by_event
from collateral.sessions.forms import ReasonForm
from practice.formats import say_day_short_year, say_list
from practice.numbers import say_number
from releases.models import Release


class EventForm(ReasonForm):
    """Each release in its own words; those of the same words are ticked."""

    releases = forms.ModelMultipleChoiceField(
        Release.objects.none(),
        label="What has occurred",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one release.",
            "invalid_choice": "One of them has ended since. Look again.",
        },
    )
    layout = Layout("releases", "reason")

    def __init__(self, release: Release, data: Any = None) -> None:
        ending = ending_by_event(release.client).select_related("contact")
        self.offered = list(ending.saying_for_whom())
        same = release.expires_event.casefold()
        ticked = [
            each for each in self.offered if each.expires_event.casefold() == same
        ]
        super().__init__(data, initial={"releases": ticked})
        releases: Any = self.fields["releases"]
        releases.queryset = ending.saying_for_whom()
        releases.label_from_instance = _label

    @property
    def said(self) -> str:
        """That those which were ticked have ended."""
        ended = self.cleaned_data["releases"]
        names = say_list(dict.fromkeys(each.contact.name for each in ended))
        said = ngettext(
            "The release for {names} has ended by its event.",
            "{count} releases, for {names}, have ended by their event.",
            len(ended),
        )
        return capfirst(said.format(count=say_number(len(ended)), names=names))


def _label(release: Any) -> str:
    """In its words, for whom, and by its day: two may say the same."""
    signed = say_day_short_year(release.signed_at)
    return f"{release.expires_event} ({release.signed_for}, signed {signed})"
