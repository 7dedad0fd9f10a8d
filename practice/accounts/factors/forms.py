"""Showing a second factor, and setting one up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from practice.accounts.addresses import address_of
from practice.accounts.attempts import record_failure, record_refusal
from practice.accounts.factors.codes import counts_once
from practice.accounts.factors.recovery import taken
from practice.accounts.models import Outcome
from practice.accounts.throttle import Locked, Try, try_of_code, try_with_passkey
from practice.forms import Form
from practice.models import User
from practice.secret import Unreadable, concealed, revealed

WHILE_SHOWN = (
    "A code of your app fits for as long as it is shown: half a minute at most."
)
# Phones that keep the time by themselves are right to the second.
NOT_SHOWN = (
    "This code does not fit. Wait until your app shows the next one, and enter that. If "
    "none fits, have your phone set its clock by itself."
)
CODE_DOES_NOT_FIT = (
    f"{NOT_SHOWN} Each counts once. A recovery code does, too. After five tries, wait 15 "
    "minutes for the next; then longer each time."
)
PASSKEY_DOES_NOT_FIT = (
    "This passkey does not fit. Try again, or take another way to sign in."
)
# What the libraries say of a credential that no browser made.
MALFORMED = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
)
LONGEST_CREDENTIAL = 20_000
SECRET = "code_set_up"  # noqa: S105 - in the session, concealed, until the app has it


class CredentialField(forms.Field):
    """What the browser says of a passkey; typed by nobody."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> dict[str, Any]:
        try:
            said = json.loads(str(value or "")[:LONGEST_CREDENTIAL])
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise ValidationError(PASSKEY_DOES_NOT_FIT)
        return said


def code_field(label: str) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "none"}
    return forms.CharField(
        label=label,
        max_length=40,
        widget=forms.TextInput(attrs=attrs),
        help_text=WHILE_SHOWN,
    )


@contextmanager
def _taking(tried: Try, user: User | None, says: str) -> Iterator[None]:
    """One try; what does not fit is recorded, and ``says`` no more than that."""
    address = address_of(context.request)
    try:
        tried.take()
    except Locked as locked:
        record_refusal(locked, user, address)
        raise ValidationError(says) from None
    try:
        yield
    except ValidationError:
        record_failure(Outcome.NO_FACTOR, user, address)
        raise
    tried.give_back()


class CodeForm(Form, AuthenticateForm):
    """A code of the app, or a recovery code."""

    code = code_field("Code of your app, or a recovery code")

    def clean_code(self) -> str:
        tried = try_of_code(self.user, address_of(context.request))
        with _taking(tried, self.user, CODE_DOES_NOT_FIT):
            try:
                code = str(super().clean_code())
            except ValidationError:
                return self._recovery_code()
            if not counts_once(self.authenticator, code):
                raise ValidationError(CODE_DOES_NOT_FIT)
        return code

    def _recovery_code(self) -> str:
        code: str = self.cleaned_data["code"]
        kept = taken(self.user, code)
        if kept is None:
            raise ValidationError(CODE_DOES_NOT_FIT)
        self.authenticator = kept
        return code


class PasskeyForm(Form, AuthenticateWebAuthnForm):
    """A passkey of somebody who is known already."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        try:
            factor: Authenticator = super().clean_credential()
        except (ValidationError, *MALFORMED):
            record_failure(Outcome.NO_FACTOR, self.user, address_of(context.request))
            raise ValidationError(PASSKEY_DOES_NOT_FIT) from None
        return factor


class PasskeyAloneForm(Form, AuthenticateWebAuthnForm):
    """A passkey that says by itself whose it is, and that they are there."""

    credential = CredentialField()
    passwordless = True

    def clean_credential(self) -> Authenticator:
        tried = try_with_passkey(address_of(context.request))
        with _taking(tried, None, PASSKEY_DOES_NOT_FIT):
            try:
                factor: Authenticator = super().clean_credential()
            except (ValidationError, *MALFORMED):
                raise ValidationError(PASSKEY_DOES_NOT_FIT) from None
            if not factor.user.is_active:
                raise ValidationError(PASSKEY_DOES_NOT_FIT)
        return factor


class PasskeySetUpForm(Form, AddWebAuthnForm):
    """A new passkey, by the name that its owner knows it by."""

    name = forms.CharField(
        label="What you call it",
        max_length=60,
        required=False,
        help_text="Such as “my phone” or “the key on my ring”.",
    )
    credential = CredentialField()
    passwordless = forms.BooleanField(
        label="Sign in with it alone, without a password",
        required=False,
        initial=True,
        help_text="It then asks for your finger, your face or its PIN. Leave this out for "
        "a key that can do neither.",
    )

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        except (ValidationError, *MALFORMED):
            raise ValidationError(PASSKEY_DOES_NOT_FIT) from None


class CodeSetUpForm(Form):
    """The first code of an app, which shows that it has taken the secret over."""

    code = code_field("The code that your app shows now")

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        super().__init__(request.POST if request.method == "POST" else None)
        kept = self._kept() if self.is_bound else None
        self.secret = kept or generate_totp_secret()
        if not kept:
            request.session[SECRET] = concealed(self.secret).decode()

    def _kept(self) -> str | None:
        try:
            return revealed(self.request.session.get(SECRET, "").encode())
        except Unreadable:
            return None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code):
            raise ValidationError(NOT_SHOWN)
        return code
