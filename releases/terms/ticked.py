"""The boxes of a content: each that there is, ticked or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import TextChoices

from releases.models.draft import SensitiveTopic


def ticked(
    choices: type[TextChoices], allowed: Collection[str], said: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {"code": each.value, "label": said[each], "allowed": each.value in allowed}
        for each in choices
    ]


def sensitive(
    allowed: Collection[str], said: Mapping[str, str]
) -> list[dict[str, Any]]:
    boxes = ticked(SensitiveTopic, allowed, said)
    return [{**topic, "initials": ""} for topic in boxes]
