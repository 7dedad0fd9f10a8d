"""When something was told: a day and a time by the practice's clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.core.exceptions import ValidationError

from practice.spans import clock_of, local_day, local_instant

MINUTE = timedelta(minutes=1)
WHEN = Row(
    Column("told_on", css_class="col-7 col-sm-5"),
    Column("told_clock", css_class="col-5 col-sm-3"),
)


def day_field() -> forms.DateField:
    return forms.DateField(label="Told on")


def clock_field() -> forms.TimeField:
    return forms.TimeField(label="At")


def shown(at: datetime) -> dict[str, Any]:
    """The two fields as they say ``at``."""
    return {"told_on": local_day(at), "told_clock": clock_of(at).replace(second=0)}


def told_at(
    form: forms.BaseForm, cleaned: Mapping[str, Any], now: datetime
) -> datetime | None:
    """The moment, of this minute ``now``; None where that is not known, which ``form``
    says beside its field.
    """
    if not {"told_on", "told_clock"} <= cleaned.keys():
        return None
    try:
        at = local_instant(cleaned["told_on"], cleaned["told_clock"])
    except ValidationError as error:
        form.add_error("told_clock", error)
        return None
    return now if at <= now < at + MINUTE else at
