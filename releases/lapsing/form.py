"""What is asked where a release is left to lapse."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django.utils import timezone

from practice.forms import ModelForm
from practice.models import User
from releases.models import Lapse, Release


class LapseForm(ModelForm):
    """Why nobody is to get it renewed."""

    layout = Layout("reason")
    beside = {"lapse_says_why": "reason"}

    class Meta:
        model = Lapse
        fields = ["reason"]

    def __init__(self, release: Release, actor: User, data: Any = None) -> None:
        lapse = Lapse(release=release, decided_by=actor, decided_at=timezone.now())
        super().__init__(data, instance=lapse)
