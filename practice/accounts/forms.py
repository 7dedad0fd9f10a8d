"""Signing in."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm

from practice.forms import Form


class SignInForm(Form, AuthenticationForm):
    """A name and a password."""

    error_messages = {
        "invalid_login": "This name and password do not fit. Check both and try again.",
        "inactive": "This name and password do not fit. Check both and try again.",
    }
