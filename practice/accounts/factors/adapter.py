"""What allauth asks of us: who may come in, and how secrets are kept."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from practice.accounts.addresses import address_of
from practice.accounts.attempts import record_passing
from practice.accounts.devices.known import recognise
from practice.accounts.devices.sessions import note_session
from practice.accounts.models import Outcome
from practice.accounts.sessions import SINCE
from practice.letterhead.current import letterhead
from practice.models import User
from practice.secret import Unreadable, concealed, revealed

HAS_FACTOR = "has_second_factor"  # in the session: asked of the database but once


class SecondFactor(AuthenticateStage):
    """Asked for behind the password, of whoever has one; who had a passkey has shown both."""

    urlname = "sign_in_code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        return (redirect(self.urlname) if self._is_asked() else None), True

    def _is_asked(self) -> bool:
        return bool(self._should_handle(self.request))


class Accounts(DefaultAccountAdapter):
    """Nobody signs up. What is said, mailed and asked again are our own pages' to say."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return [f"{SecondFactor.__module__}.{SecondFactor.__name__}"]

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """``practice.accounts.confirming`` asks, before these pages."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        by_factor = any(
            each.get("method") == "mfa"
            for each in get_authentication_records(request, user)
        )
        super().login(request, user)
        request.session[SINCE] = time.time()
        note_session(request, user)
        if by_factor:
            request.session[HAS_FACTOR] = True
            record_passing(Outcome.SIGNED_IN, user, address_of(request))

    def post_login(self, request: HttpRequest, user: Any, **hooks: Any) -> HttpResponse:
        onward = redirect(hooks.get("redirect_url") or settings.LOGIN_REDIRECT_URL)
        recognise(request, onward, user)
        return onward

    def add_message(self, *_: Any, **__: Any) -> None:
        """Our views say it."""

    def send_mail(self, *_: Any, **__: Any) -> None:
        """Our jobs do."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Our jobs do."""


class Factors(DefaultMFAAdapter):
    """Secrets concealed; names as they are here, and never an address."""

    def encrypt(self, text: str) -> str:
        return concealed(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What another key concealed fits nothing: it is set up anew."""
        try:
            return revealed(encrypted_text.encode())
        except Unreadable:
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - its own
        return "Passkey"

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        return letterhead().name

    def _get_site_name(self) -> str:
        return letterhead().name

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.username, "display_name": user.name}
