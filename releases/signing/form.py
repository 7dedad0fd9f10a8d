"""Signing a release on the screen."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from clients.law.signers import Capacity
from clients.law.who import who_may_sign
from practice.database.constraints import violated
from practice.formats import say_day_short_year
from practice.forms import Form
from practice.spans import end_of
from releases.drafts.law import too_long
from releases.models import Document, Mark, Refusal, Release, ReleaseDraft, Signature
from releases.models.draft import SensitiveTopic
from releases.printing.device import browser_of
from releases.signing import drawing, initials, labels, marks, right, witness
from releases.signing.sign import when_signed
from releases.terms import content
from releases.terms.law import unsaid

NOT_INITIALED = "Initial this, or take it off the release."


class SignatureForm(Form):
    """What the signer does on the screen: who, in what right, initials, and a mark."""

    printed: tuple[str, ...] = (
        "signer",
        "authority",
        "ground",
        "typed_name",
        "witness",
    )

    # For the pad, which refuses what would be refused here.
    least_reach = drawing.LEAST_REACH
    not_drawn, too_small = marks.NOT_DRAWN, marks.TOO_SMALL

    signer = forms.CharField(max_length=200, label="Full name of the signer")
    capacity = forms.ChoiceField(
        choices=Capacity, widget=forms.RadioSelect, label="Signing as"
    )
    authority = forms.CharField(
        required=False,
        max_length=200,
        label="Authority to act for the client",
        help_text="For example: mother, with legal custody.",
    )
    ground = forms.CharField(
        required=False,
        max_length=200,
        label="Ground on which a minor may consent alone",
        help_text="For example: 16 or over, by the law of the state.",
    )
    mark = forms.ChoiceField(
        choices=marks.ON_SCREEN,
        widget=forms.RadioSelect,
        initial=Mark.TYPED,
        label="How to sign",
        help_text="A typed name counts exactly as a drawn signature does.",
    )
    typed_name = forms.CharField(
        required=False, max_length=200, label="Type your full name as your signature"
    )
    strokes = forms.CharField(required=False, widget=forms.HiddenInput)
    witness = forms.CharField(
        required=False, max_length=200, label="Witness, where there is one"
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    intends = forms.BooleanField(
        label="I have read this release, and I intend to sign it.",
        error_messages={"required": "Tick this to sign."},
    )

    def __init__(self, draft: ReleaseDraft, *args: Any, **kwargs: Any) -> None:
        self.draft = draft
        today = timezone.localdate()
        kwargs.setdefault("initial", right.usual(draft.client, today))
        super().__init__(*args, **kwargs)
        capacity: Any = self.fields["capacity"]
        # Who may sign is offered; ``clean_capacity`` tells anyone else why not.
        self.who = who_may_sign(draft.client, today)
        rights = self.who.rights
        capacity.widget.choices = [
            (code, label) for code, label in Capacity.choices if code in rights
        ]
        for code in draft.sensitive_topics:
            label = f"Initials to share: {SensitiveTopic(code).label}"
            self.fields[f"initials_{code}"] = forms.CharField(
                max_length=10,
                label=label,
                error_messages={"required": NOT_INITIALED},
            )
        initialed = [f"initials_{code}" for code in draft.sensitive_topics]
        asked = right.asked(rights)
        for field in right.UNSAID.keys() - asked:
            del self.fields[field]
        self._speak()
        shown = map(right.shown, asked)
        self.layout = Layout("signer", "capacity", *shown, *initialed, "witness")
        self.order_fields(["signer", "capacity", *asked, *initialed, "witness"])

    def _speak(self) -> None:
        """In the language of whoever signs."""
        labels.ask_in(self.words["language"], self.fields)

    def clean_capacity(self) -> str:
        capacity: str = self.cleaned_data["capacity"]
        if said := right.objection(self.draft.client, capacity, timezone.localdate()):
            raise ValidationError(said)
        return capacity

    @cached_property
    def copies(self) -> list[dict[str, Any]]:
        """What is signed, as each of those who may sign it reads it."""
        return content.in_every_voice(self.draft, self.who)

    @property
    def words(self) -> dict[str, Any]:
        return self.copies[0]

    @property
    def by_hand(self) -> bool:
        """Whether the law lets nobody sign it on a screen."""
        return bool(self.words.get("form", {}).get("by_hand", False))

    @property
    def lacks(self) -> str:
        """What the law wants of it before it can be signed."""
        return unsaid(self.words)

    @property
    def say(self) -> dict[str, str]:
        """What the page asks around the fields."""
        return labels.labels(self.words["language"])

    @cached_property
    def version(self) -> str:
        """Tells the words on this page from those of any other version."""
        return content.sha256_of(self.words)

    def clean_strokes(self) -> list[list[list[int]]]:
        return drawing.read(self.cleaned_data["strokes"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asked = self.draft.sensitive_topics
        for field, problem in (
            *marks.problems(cleaned),
            *initials.problems(asked, cleaned),
            *witness.problems(self.draft, cleaned),
        ):
            self.add_error(field, problem)
        self._check_signer(cleaned)
        if cleaned.get("read") != self.version:
            message = (
                "This release was changed after you opened this page. Read it again "
                "as it is now, then sign."
            )
            raise ValidationError(message)
        if self.lacks:
            raise ValidationError(self.lacks)
        if "capacity" in cleaned:
            self.check_counts(cleaned["capacity"], cleaned.get("signed_on"))
        return cleaned

    def _check_signer(self, cleaned: dict[str, Any]) -> None:
        """Whoever signs is one of those who may, and has not signed yet."""
        client, capacity = self.draft.client, cleaned.get("capacity", "")
        name = cleaned.get("signer", "")
        self.found = self.who.find(capacity, name)
        offered = capacity in self.who.rights
        asked = right.problems(client, cleaned, self.found) if offered else ()
        problems = list(asked)
        for field, problem in problems:
            self.add_error(field, problem)
        if not capacity or not name or problems:
            return
        signature = Signature(signer=name, capacity=capacity)
        if self.found is None:
            self.add_error("signer", right.stranger(client, self.who, capacity, name))
        elif self.who.missing([*self.draft.signatures.all(), signature]) is None:
            self.add_error("signer", f"It awaits {self.draft.awaits}.")

    def check_counts(self, capacity: str, on: date | None = None) -> None:
        """What would never count, or for longer than the law lets it, is not signed; ``on``
        is the day on a paper.
        """
        client, ends = self.draft.client, self.draft.expires_on
        if when_signed(self.draft, capacity, timezone.now()):
            longer = self.draft.longer_asked
            said = too_long(client, ends, longer_asked=longer, signed_on=on)
        elif end_of(ends) <= timezone.now():
            said = f"This release's last day, {say_day_short_year(ends)}, has passed."
        else:
            day = say_day_short_year(client.comes_of_age_on)
            said = (
                f"{client.name} comes of age on {day}, before this release "
                "starts, and then signs in person."
            )
        if said:
            message = f"{said} Change its dates first."
            raise ValidationError(message)

    def signature(self, request: HttpRequest) -> Signature:
        """What a valid form says was done, and on what device; not saved."""
        typed, codes = self.cleaned_data, self.draft.sensitive_topics
        return Signature(
            signer=typed["signer"],
            capacity=typed["capacity"],
            authority=right.stated(typed, self.found),
            mark=typed["mark"],
            typed_name=typed["typed_name"],
            strokes=typed["strokes"],
            initials={code: typed[f"initials_{code}"] for code in codes},
            witness=typed["witness"],
            device=browser_of(request.headers.get("User-Agent", "")),
        )

    def add_refusal(self, error: Exception) -> None:
        """Say, in the release's own words, what the database refused; or raise it."""
        models, name = (Release, Document, Signature, Refusal), violated(error)
        named = [c for m in models for c in m._meta.constraints if c.name == name]
        if not named:
            raise error
        self.refuse(named[0])
