"""What stands on a paper that was signed by hand, as one person enters it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.law.who import who_may_sign
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import local_day
from releases.models import ReleaseDraft, ReleaseWording, ScannedPage, SignedByHand
from releases.models.by_hand import NOT_YET
from releases.signing import marks, right
from releases.signing.form import SignatureForm
from releases.terms import content

NOT_SO_EARLY = (
    "On that day this release was not worded so yet: it is so since {day}. Look at the "
    "date again, or enter the paper that says these words."
)
NO_RIGHT_THEN = "On {day} nothing on file let {name} sign. Look at the date again."


class PaperForm(SignatureForm):
    """Who signed, in what right, when, with which initials, and before whom."""

    printed = ("signer", "authority", "ground", "witness", "interpreter")
    beside = {
        "by_hand_signed_since_it_was_worded": "signed_on",
        "by_hand_signed_when_entered": "signed_on",
    }
    interpreter = forms.CharField(
        required=False,
        max_length=200,
        label="Interpreter, where there was one",
        help_text="By full name, with the language.",
    )
    signed_on = forms.DateField(
        label="Date beside the signature",
        widget=forms.DateInput,
        help_text="The day that the signer wrote, not today’s.",
    )

    def __init__(self, draft: ReleaseDraft, *args: Any, **kwargs: Any) -> None:
        super().__init__(draft, *args, **kwargs)
        marks.ask_for_paper(self.fields)
        pages = ScannedPage.objects.kept().filter(printout__draft=draft)
        scanned = pages.order_by("-pk").values_list("printout__version", flat=True)
        self.initial["version_at_foot"] = (scanned.first() or "")[:12]
        last = ("signed_on", "witness", "interpreter", "version_at_foot")
        asked = [name for name in self.fields if name not in (*last, "read", "intends")]
        shown = [right.shown(n) if n in right.UNSAID else n for n in asked]
        self.layout.fields = [*shown, *last]  # type: ignore[union-attr]
        self.order_fields([*asked, *last])

    def _speak(self) -> None:
        """As the office speaks, which enters it."""

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(NOT_YET)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        capacity = cleaned.get("capacity")
        if capacity and "version_at_foot" in cleaned:
            entered = cleaned["version_at_foot"]
            if said := marks.another_paper(entered, self.sha256_for(capacity)):
                self.add_error("version_at_foot", said)
        if capacity and "signed_on" in cleaned:
            self._check_day(cleaned["signed_on"], capacity, cleaned.get("signer", ""))
        return cleaned

    def sha256_for(self, capacity: str) -> str:
        """The version of the words that whoever signs in this right has read."""
        words = self.draft.frozen or content.of_draft(self.draft, capacity)
        return content.sha256_of(words)

    def _check_day(self, day: date, capacity: str, name: str) -> None:
        """These words were there by then, and whoever signed had the right already."""
        first = self._worded_on(capacity)
        if day < first:
            said = NOT_SO_EARLY.format(day=say_day_short_year(first))
            self.add_error("signed_on", said)
        elif name and "signer" not in self.errors:
            then = who_may_sign(self.draft.client, day)
            if then.find(capacity, name) is None:
                on = say_day_short_year(day)
                self.add_error("signed_on", NO_RIGHT_THEN.format(day=on, name=name))

    def _worded_on(self, capacity: str) -> date:
        """The first day on which anybody could sign these words."""
        words = self.draft.frozen or content.of_draft(self.draft, capacity)
        worded = ReleaseWording.objects.filter(
            language=words["language"], version=words["wording"]
        )
        printed = self.draft.printouts.filter(version=content.sha256_of(words))
        instants = [
            self.draft.prepared_at,
            worded.values_list("published_at", flat=True).first(),
            printed.order_by("printed_at").values_list("printed_at", flat=True).first(),
        ]
        return max(local_day(each) for each in instants if each)

    def entered(self, actor: User) -> SignedByHand:
        """What a valid form says stands on the paper; not saved."""
        typed, codes = self.cleaned_data, self.draft.sensitive_topics
        return SignedByHand(
            draft=self.draft,
            version=self.sha256_for(typed["capacity"]),
            signer=typed["signer"],
            capacity=typed["capacity"],
            authority=right.stated(typed, self.found),
            signed_on=typed["signed_on"],
            initials={code: typed[f"initials_{code}"] for code in codes},
            witness=typed["witness"],
            interpreter=typed["interpreter"],
            time_zone=settings.TIME_ZONE,
            entered_by=actor,
            entered_at=timezone.now(),
        )
