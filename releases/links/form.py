"""Whom a link is for, and how it comes to them and to nobody else."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, QuerySet, Value

from clients.law.signers import IN_PERSON
from clients.models import Contact
from clients.names import folded
from practice.addresses import email_address
from practice.forms import Form
from practice.models import User
from releases.models import ReleaseDraft, SignatureLink
from releases.signing.handing import HandingForm

SHOWN, MAILED = "shown", "mailed"
HOW = [
    (SHOWN, "Show it here as a code, for their phone"),
    (MAILED, "Send it by e-mail"),
]
WHOSE = [
    ("own", "Their own: nobody else reads what comes there"),
    ("shared", "Shared with somebody, or somebody else’s"),
]
BY_HAND = "The law that applies to this client asks for ink on paper. Print it instead."
SHARED = (
    "{name} signs alone, so that nobody else may read it. Have it signed here, or on "
    "paper."
)
ELSEWHERE = (
    "This is also how {contact} is reached, who is {relationship} to the client. A link "
    "for {name} goes only where nobody else reads it."
)


class LinkForm(HandingForm):
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
        self, draft: ReleaseDraft, by: User, *args: Any, can_mail: bool, **kwargs: Any
    ) -> None:
        self.by = by
        super().__init__(draft, *args, **kwargs)
        self.fields.pop("witnessed", None)
        if all(each.names for each in self.signers.values()):
            del self.fields["signer"]
        if not can_mail:
            for name in ("how", "email"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        if self.by_hand:
            raise ValidationError(BY_HAND)
        cleaned = super().clean()
        only = next(iter(self.signers), "")
        found = self.signers.get(cleaned.get("to", only))
        if found is None:
            return cleaned
        link = self._link(cleaned, found)
        if not link.signer:
            self.add_error("signer", self.fields["signer"].error_messages["required"])
        self._ask_where(link, cleaned)
        return cleaned | {"link": link}

    def _link(self, cleaned: dict[str, Any], found: Any) -> SignatureLink:
        mailed = cleaned.get("how") == MAILED
        name = found.names[0] if found.names else cleaned.get("signer", "")
        return SignatureLink(
            draft=self.draft,
            signer=name,
            capacity=found.capacity,
            asks_birth_of=self._on_file(name, found),
            made_by=self.by,
            email=cleaned.get("email", "") if mailed else "",
            phone=cleaned.get("phone", ""),
        )

    def _on_file(self, name: str, found: Any) -> Contact | None:
        """Whose own date of birth can be asked; the client's is, where there is none."""
        if found.capacity in IN_PERSON:
            return None
        theirs = found.authority and found.authority.contact
        named = [each for each in self._contacts if folded(each.name) == folded(name)]
        known = [each for each in (theirs, *named) if each and each.date_of_birth]
        return known[0] if known else None

    @property
    def _contacts(self) -> QuerySet[Contact]:
        return Contact.objects.filter(client=self.draft.client_id)

    def _ask_where(self, link: SignatureLink, cleaned: dict[str, Any]) -> None:
        """What the database asks, too, in words and beside the field."""
        name = self.draft.client.name
        alone = link.capacity in IN_PERSON
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
            others = others.filter(pk=self.draft.contact_id)
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
