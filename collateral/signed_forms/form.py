"""Who signs a form, and signing it on the screen."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

from clients.law.signers import IN_PERSON, Capacity, says_a_right
from clients.law.who import who_may_sign
from practice.formats import within_a_sentence
from practice.forms import Form
from releases.models import FormCapacity, Mark, SignedForm
from releases.models.form_kinds import FOR_ANOTHER
from releases.printing.device import browser_of
from releases.signed_forms.asked import Asked
from releases.signed_forms.who import Signs
from releases.signed_forms.words import frozen, said_in
from releases.signing import drawing, labels, marks, right

# On what ground a minor consents alone is asked in the same field.
ASKED_AS = {"ground": "authority"}
CHANGED = (
    "This form was changed after you opened this page. Read it again as it is now, then "
    "sign."
)

MEANWHILE = (
    "They have signed this meanwhile, or do not sign it any more. See who signs now."
)


class WhoSigns(Form):
    """Who signs, and by what right: where it was handed to one, ``only`` they do, under
    that ``name`` if nothing on file names them.
    """

    printed: tuple[str, ...] = ("signer", "authority")
    beside = {
        "form_signed_by_whom_it_says": "signer",
        "form_participant_is_of_age": "who",
        "form_is_signed_in_right": "who",
    }

    who = forms.ChoiceField(widget=forms.RadioSelect)
    signer = forms.CharField(required=False, max_length=200)
    authority = forms.CharField(required=False, max_length=200)
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, asked: Asked, *args: Any, only: str = "", name: str = "", **kwargs: Any
    ) -> None:
        self.asked, self.name = asked, name
        self.signers = {
            each.key: each for each in asked.signers if only in ("", each.key)
        }
        kwargs.setdefault("initial", {"who": next(iter(self.signers), "")})
        super().__init__(*args, **kwargs)
        self._ask()
        who: Any = self.fields["who"]
        rights = said_in(asked.code)["capacities"]
        who.choices = [(k, each.described(rights)) for k, each in self.signers.items()]
        theirs = self.signers.values()
        if only:
            who.widget = forms.HiddenInput()
        if name or all(each.names for each in theirs):
            del self.fields["signer"]
        if not any(_says(each) for each in theirs):
            del self.fields["authority"]

    def _ask(self) -> None:
        """In the language of whoever signs."""
        code, ask = self.asked.code, said_in(self.asked.code)["page"]
        for name in ("who", "signer", "authority"):
            self.fields[name].label = _spoken(ask[name], code)
        for name in ("signer", "authority"):
            self.fields[name].help_text = _spoken(ask[f"{name}_help"], code)
        self.button = ask["button"]
        self.fields["who"].error_messages["required"] = ask["who_required"]
        self.fields["who"].error_messages["invalid_choice"] = MEANWHILE

    @property
    def alone(self) -> str:
        """Who signs, where it was handed to one."""
        rights = said_in(self.asked.code)["capacities"]
        said = " ".join(each.described(rights) for each in self.signers.values())
        named = any(each.names for each in self.signers.values())
        return (
            said
            if named or not self.name
            else f"{self.name}, {within_a_sentence(said)}"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("read") != self.asked.version:
            raise ValidationError(CHANGED)
        found = self.signers.get(cleaned.get("who", ""))
        if found is None:
            return cleaned
        if found.names or self.name:
            cleaned["signer"] = found.names[0] if found.names else self.name
        elif not cleaned.get("signer"):
            self.add_error("signer", self.fields["signer"].error_messages["required"])
        for field, problem in self._problems(found, cleaned):
            self.add_error(field, problem)
        cleaned["authority"] = found.said or (
            cleaned.get("authority", "") if _says(found) else ""
        )
        return cleaned

    def _problems(self, found: Signs, cleaned: dict[str, Any]) -> Any:
        """What is wrong with by what right they sign, beside its field."""
        client, name = self.asked.client, cleaned.get("signer", "")
        if found.capacity in Capacity.values and _says(found):
            who = who_may_sign(client, self.asked.day)
            if name and found.capacity.value not in IN_PERSON and who.bars(name):
                return [("signer", right.stranger(client, who, found.capacity, name))]
            said = cleaned.get("authority", "")
            typed = {**cleaned, "capacity": found.capacity.value, "ground": said}
            wrong = right.problems(client, typed)
            return [(ASKED_AS.get(field, field), problem) for field, problem in wrong]
        if _says(found) and not says_a_right(cleaned.get("authority", "")):
            return [("authority", right.UNSAID["authority"])]
        return []

    def made(self, **how: Any) -> SignedForm:
        """What a valid form says was signed; not saved."""
        typed, asked = self.cleaned_data, self.asked
        return SignedForm(
            client=asked.client,
            contact=asked.contact,
            kind=asked.kind,
            language=asked.code,
            wording_version=asked.words["version"],
            content=frozen(asked.words),
            content_sha256=asked.version,
            signer=typed["signer"],
            capacity=self.signers[typed["who"]].capacity,
            authority=typed["authority"],
            time_zone=settings.TIME_ZONE,
            **how,
        )


class SigningForm(WhoSigns):
    """By whoever has the screen before them."""

    printed = (*WhoSigns.printed, "typed_name")
    # For the pad, which refuses what would be refused here.
    least_reach = drawing.LEAST_REACH

    mark = forms.ChoiceField(
        choices=marks.ON_SCREEN, widget=forms.RadioSelect, initial=Mark.TYPED
    )
    typed_name = forms.CharField(required=False, max_length=200)
    strokes = forms.CharField(required=False, widget=forms.HiddenInput)
    screen = forms.BooleanField(error_messages={"required": "Tick this to sign here."})
    intends = forms.BooleanField(error_messages={"required": "Tick this to sign."})

    layout = Layout("who", "signer", "authority")

    def _ask(self) -> None:
        super()._ask()
        code, words = self.asked.code, self.asked.words
        self.say = labels.labels(code)
        self.fields["mark"].help_text = self.say["mark_help"]
        self.fields["typed_name"].label = self.say["typed_name"]
        self.fields["screen"].label = _spoken(words["screen"], code)
        self.fields["intends"].label = _spoken(words["agree"], code)
        kept = [name for name in ("who", "signer", "authority") if name in self.fields]
        self.layout = Layout(*kept)

    def clean_strokes(self) -> list[list[list[int]]]:
        return drawing.read(self.cleaned_data["strokes"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for field, problem in marks.problems(cleaned):
            self.add_error(field, problem)
        return cleaned

    def signed(self, said_by_browser: str) -> SignedForm:
        typed = self.cleaned_data
        drawn = typed["mark"] == Mark.DRAWN
        return self.made(
            mark=typed["mark"],
            typed_name="" if drawn else typed["typed_name"],
            strokes=typed["strokes"] if drawn else [],
            device=browser_of(said_by_browser),
            signed_on=timezone.localdate(),
        )


def _says(signs: Signs) -> bool:
    """Whether they say by what right, as nothing on file does."""
    asks = (*FOR_ANOTHER, FormCapacity.MINOR)
    return signs.capacity in asks and not signs.said


def _spoken(said: str, code: str) -> Any:
    return format_html('<span lang="{}">{}</span>', code, said)
