"""Whom a link is for, and how it comes to them and to nobody else."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, QuerySet, Value

from clients.law.who import Signer
from clients.models import Contact
from clients.names import folded
from practice.addresses import email_address
from practice.forms import Form
from releases.links.papers import offered
from releases.models import FormCapacity, SignatureLink
from releases.models.form_kinds import THEMSELVES
from releases.signed_forms.who import Signs

SHOWN, MAILED = "shown", "mailed"
HOW = [
    (SHOWN, "Show it here as a code, for their phone"),
    (MAILED, "Send it by e-mail"),
]
WHOSE = [
    ("own", "Their own: nobody else reads what comes there"),
    ("shared", "Shared with somebody, or somebody else’s"),
]
UNBORN = (
    "Before it opens, a date of birth is asked, and none of {name} is on file. Enter it on "
    "{name}’s page, or have it signed here."
)
SHARED = (
    "{name} signs alone, so that nobody else may read it. Have it signed here, or on "
    "paper."
)
ELSEWHERE = (
    "This is also how {contact} is reached, who is {relationship} to the client. A link "
    "for {name} goes only where nobody else reads it."
)


class LinkForm(Form):
    """Who signs by it, and whose phone or mailbox that is."""

    to = forms.ChoiceField(
        label="Who signs by it",
        widget=forms.RadioSelect,
        error_messages={"required": "Say who signs by it."},
    )
    signer = forms.CharField(
        max_length=200,
        required=False,
        label="Their full name",
        help_text="Where the list does not name them.",
    )
    how = forms.ChoiceField(
        choices=HOW,
        initial=SHOWN,
        label="How it comes to them",
        widget=forms.RadioSelect,
    )
    email = forms.CharField(
        max_length=254,
        required=False,
        label="E-mail address",
        widget=forms.EmailInput,
        validators=[email_address],
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        label="The phone’s number",
        help_text="If you know it: nobody else in the client’s life may be reached there.",
    )
    whose = forms.ChoiceField(
        choices=WHOSE,
        label="Whose phone or mailbox is this?",
        widget=forms.RadioSelect,
        error_messages={"required": "Ask whose it is."},
    )
    layout = Layout("to", "signer", "how", "email", "phone", "whose")
    beside = {"link_goes_to_its_signer": "whose", "link_says_whose": "signer"}

    def __init__(
        self, link: SignatureLink, *args: Any, can_mail: bool, **kwargs: Any
    ) -> None:
        self.link, self.offered = link, offered(link)
        self.signers = self.offered.signers
        kwargs.setdefault("initial", {"to": next(iter(self.signers), "")})
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = list(self.offered.called.items())
        if len(self.signers) == 1:
            del self.fields["to"]
        if all(each.names for each in self.signers.values()):
            del self.fields["signer"]
        if not can_mail:
            for name in ("how", "email"):
                del self.fields[name]

    @property
    def alone(self) -> str:
        """Who signs by it, where only one may."""
        return "" if "to" in self.fields else "".join(self.offered.called.values())

    def clean(self) -> dict[str, Any]:
        """Beside the fields, of the link that is to be saved."""
        if said := self.offered.trouble:
            raise ValidationError(said)
        cleaned = super().clean() or self.cleaned_data
        found = self.signers.get(cleaned.get("to", next(iter(self.signers))))
        if found is None:
            return cleaned
        self.offered.check(found.capacity)
        self._fill_in(cleaned, found)
        if not self.link.signer:
            self.add_error("signer", self.fields["signer"].error_messages["required"])
        if self.link.birth_asked is None:
            whose = self.link.asks_birth_of or self.link.about
            self.add_error(None, UNBORN.format(name=whose.name))
        self._ask_where(self.link, cleaned)
        return cleaned

    def _fill_in(self, cleaned: dict[str, Any], found: Signer | Signs) -> None:
        mailed = cleaned.get("how") == MAILED
        link = self.link
        link.signer = found.names[0] if found.names else cleaned.get("signer", "")
        link.capacity = found.capacity
        link.asks_birth_of = self._on_file(link.signer, found)
        link.email = cleaned.get("email", "") if mailed else ""
        link.phone = cleaned.get("phone", "")

    def _on_file(self, name: str, found: Signer | Signs) -> Contact | None:
        """Whose own date of birth can be asked; the client's is, where there is none."""
        if found.capacity in THEMSELVES:
            return None
        if found.capacity == FormCapacity.PARTICIPANT:
            joins: Contact | None = self.link.contact
            return joins
        theirs = getattr(getattr(found, "authority", None), "contact", None)
        named = [each for each in self._contacts if folded(each.name) == folded(name)]
        known = [each for each in (theirs, *named) if each and each.date_of_birth]
        # Whoever joins is known by none of the client's: for a child who does, by its own.
        answer: Contact | None = known[0] if known else self.link.contact
        return answer

    @property
    def _contacts(self) -> QuerySet[Contact]:
        return Contact.objects.filter(client=self.link.about)

    def _ask_where(self, link: SignatureLink, cleaned: dict[str, Any]) -> None:
        """What the database asks, too, in words and beside the field."""
        name = link.about.name
        alone = link.capacity in THEMSELVES
        if alone and cleaned.get("whose") == "shared":
            self.add_error("whose", SHARED.format(name=name))
        if (
            cleaned.get("how") == MAILED
            and not link.email
            and "email" not in self.errors
        ):
            self.add_error("email", self.fields["email"].error_messages["required"])
        others = self._contacts.all()
        if not alone:
            about = link.names
            others = others.filter(pk=about.pk) if about else others.none()
        for field, function in (("email", "same_email"), ("phone", "same_phone")):
            typed = getattr(link, field)
            for each in others.filter(_same(function, field, typed)) if typed else ():
                if alone or folded(each.name) != folded(link.signer):
                    self.add_error(field, _said(each, link.signer))


def _same(function: str, field: str, typed: str) -> Func:
    return Func(F(field), Value(typed), function=function, output_field=BooleanField())


def _said(contact: Contact, name: str) -> str:
    return ELSEWHERE.format(
        contact=contact.name, relationship=contact.relationship, name=name
    )


class BirthForm(Form):
    """The second fact: whoever has the link only may have found it."""

    born = forms.DateField(
        label="Date of birth · Fecha de nacimiento",
        error_messages={"required": "Enter it first. Escríbala primero."},
    )
