"""That a contact agreed to be reminded by mail."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from collateral.models import MailConsent
from practice.forms import ModelForm

OWN = "They read there alone: nobody else has this address, or looks into it"
AGREED = "They agreed to be reminded there of when and where they are expected"


class MailConsentForm(ModelForm):
    """Both are asked of them, and said here by who asked."""

    own = forms.BooleanField(label=OWN)
    agreed = forms.BooleanField(label=AGREED)

    class Meta:
        model = MailConsent
        fields: ClassVar[list[str]] = []
