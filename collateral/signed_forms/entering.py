"""What stands on a form that was signed by hand, as one person enters it."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils import timezone

from collateral.signed_forms.form import WhoSigns
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import local_day
from releases.models import FormCapacity, SignedByHand
from releases.models.by_hand import NOT_YET
from releases.signed_forms.who import ways_to_sign

UNPRINTED = (
    "These words were never printed. Print the form, and have that signed: its pages come "
    "back by the code on each."
)
TOO_EARLY = (
    "On that day this form was not printed yet: it was on {day}. Look at the date again, or "
    "choose the language in which it was signed."
)
NOT_THEN = "On that day they did not sign this yet. Look at the day again."
# What the form asks, of whoever signed and not of whoever reads it.
ASKED = {
    "who": ("Who signed", ""),
    "signer": ("Full name of who signed", "Where the list above does not name them."),
    "authority": (
        "By what right they signed",
        "For example: mother, with legal custody.",
    ),
}


class FilingForm(WhoSigns):
    """By whoever enters what stands on the paper, which they have before them; another
    checks it.
    """

    beside = WhoSigns.beside | {
        "by_hand_signed_when_entered": "signed_on",
        "by_hand_signed_since_it_was_worded": "signed_on",
    }
    layout = Layout("who", "signer", "authority", "signed_on", "filed")

    signed_on = forms.DateField(
        label="Signed on", help_text="The day beside the signature."
    )
    filed = forms.BooleanField(
        label="I have the paper before me: signed by hand, with these words.",
        error_messages={"required": "Tick this to enter it."},
    )

    def _ask(self) -> None:
        """Of whoever enters it, in their own language."""
        super()._ask()
        for name, (label, help_text) in ASKED.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean(self) -> dict[str, Any]:
        """Whoever signed may do so now, from when it counts, and might on that day; and
        these words were on paper by then.
        """
        cleaned = super().clean()
        asked, on = self.asked, cleaned.get("signed_on")
        first = asked.printed_at
        if first is None:
            self.add_error(None, UNPRINTED)
        elif on and on > timezone.localdate():
            self.add_error("signed_on", NOT_YET)
        elif on and on < local_day(first):
            said = TOO_EARLY.format(day=say_day_short_year(local_day(first)))
            self.add_error("signed_on", said)
        elif on and not self._signs_then(cleaned.get("who", ""), on):
            self.add_error("signed_on", NOT_THEN)
        return cleaned

    def _signs_then(self, who: str, on: date) -> bool:
        """Clients themselves, once they were of age, or emancipated. Of nobody, nothing
        more is said.
        """
        found = self.signers.get(who)
        if found is None:
            return True
        asked, client = self.asked, self.asked.client
        since = min(client.comes_of_age_on, client.emancipated_on or date.max)
        then = ways_to_sign(asked.kind, client, asked.contact, on)
        return found.key in {each.key for way in then for each in way} and (
            found.capacity != FormCapacity.CLIENT or on >= since
        )

    def entered(self, actor: User) -> SignedByHand:
        """What a valid form says stands on the paper; not saved."""
        typed, asked = self.cleaned_data, self.asked
        return SignedByHand(
            client=asked.client,
            contact=asked.contact,
            form_kind=asked.kind,
            version=asked.version,
            signer=typed["signer"],
            capacity=self.signers[typed["who"]].capacity,
            authority=typed["authority"],
            signed_on=typed["signed_on"],
            time_zone=settings.TIME_ZONE,
            entered_by=actor,
        )
