"""Who has shown a password, and is yet to show a second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from practice.accounts.factors.adapter import SecondFactor

SHOWN = "shown"  # by what the password and the account are known, as they were then


def begun(user: Any, onward: str) -> Login:
    state = {SHOWN: user.get_session_auth_hash()}
    return Login(user=user, redirect_url=onward, state=state)


def half_way(request: HttpRequest) -> SecondFactor | None:
    """None where nobody is, or the password or the account has changed meanwhile: whoever
    knew the one before comes in by it no more.
    """
    stage = LoginStageController.enter(request, SecondFactor.key)
    if stage is None or stage.login.user is None:
        return None
    now = stage.login.user.get_session_auth_hash()
    return (
        stage if constant_time_compare(stage.login.state.get(SHOWN, ""), now) else None
    )
