"""Days, times and names as people say them; in every template without loading."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from practice import formats as words
from practice import numbers, spans
from practice.forms import problems_of
from practice.letterhead.current import letterhead
from practice.web.submissions import KEY

register = template.Library()


def _said(say: Any) -> Any:
    """A filter that says nothing of what is not there."""

    def said(value: Any) -> str:
        return "" if value in (None, "") else say(value)

    return said


for name, say in {
    "day": words.say_day,  # Tue, Jan 12, 2027
    "day_short": words.say_day_short,  # 12 Jan
    "day_year": words.say_day_short_year,  # Jan 12, 2027
    "weekday": words.say_weekday,  # Tue, Jan 12
    "clock": words.say_clock,  # 3:00 pm
    "hour": words.say_hour,  # 3 pm
    "clocks": words.say_clocks,  # 3:00–3:50 pm
    "when": words.say_span,  # Tue, Jan 12, 2027, 3:00–3:50 pm
    "instant": words.say_instant,  # Tue, Jan 12, 2027, 3:00 pm EST
    "in_words": numbers.say_number,  # three
}.items():
    register.filter(name, _said(say))


@register.filter
def ago(value: datetime | None) -> str:
    """two hours ago"""
    return words.say_ago(value, timezone.now()) if value else ""


@register.filter
def last_day(end: datetime | None) -> date | None:
    """The last local day of what ends at ``end``."""
    return spans.last_day(end) if end else None


@register.filter
def iso_day(text: str | None) -> date | None:
    """The day that a release's content writes as 2027-01-12."""
    return date.fromisoformat(text) if text else None


@register.filter
def iso(value: date | None) -> str:
    """The local day as a URL or a ``datetime`` attribute holds it."""
    if isinstance(value, datetime):
        value = timezone.localdate(value, timezone.get_default_timezone())
    return value.isoformat() if value else ""


@register.filter
def person(value: Any) -> SafeString:
    """A name, kept to itself: one written from right to left turns nothing around."""
    return format_html("<bdi>{}</bdi>", getattr(value, "name", value))


@register.filter
def born(someone: Any) -> str:
    """When they were, which tells two of one name apart."""
    return words.say_born(getattr(someone, "date_of_birth", None))


@register.filter
def name_list(people: Iterable[Any]) -> SafeString:
    """Maria Reyes, Sam Whitfield and Leo Reyes"""
    return mark_safe(words.say_list(person(each) for each in people))  # noqa: S308 (each is escaped)


@register.filter
def permille(value: int) -> str:
    """A place on a ruler of a thousand, as SVG wants it: 273 is 27.3%."""
    return f"{value / 10:g}%"


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """What ``mapping`` holds under ``key``."""
    return mapping.get(key)


@register.filter
def starts_with(text: str, starts: tuple[str, ...]) -> bool:
    """Whether ``text`` starts with one of ``starts``."""
    return bool(text) and text.startswith(starts)


@register.filter
def problems(form: forms.BaseForm) -> Iterator[tuple[str, str, str]]:
    """Each message on a form, with where it leads and the label it is about."""
    return problems_of(form)


@register.simple_tag
def zone(at: datetime | None = None) -> str:
    """Eastern Time; or, of an instant, EST."""
    return words.say_zone_at(at) if at else words.say_zone()


@register.simple_tag
def zone_name() -> str:
    """America/New_York"""
    return settings.TIME_ZONE


@register.simple_tag
def own_time(at: Any) -> SafeString:
    """Where zones.js says what an instant or a span is by the clock of whoever looks, if
    that is another than the practice's.
    """
    starts, ends = getattr(at, "lower", at), getattr(at, "upper", None)
    until = ends.astimezone(UTC).isoformat() if ends else ""
    return format_html(
        '<time class="own-time" datetime="{}" data-until="{}" hidden></time>',
        starts.astimezone(UTC).isoformat(),
        until,
    )


@register.simple_tag
def form_key() -> SafeString:
    """For a form that is only a button: sent twice, it counts once."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY, uuid.uuid4())


@register.simple_tag
def printed() -> str:
    """What a page that is printed says of itself on each sheet."""
    name = letterhead().name or "Third Chair"
    at = words.say_instant(timezone.now())
    return gettext("Confidential · {name} · printed as of {at}").format(
        name=name, at=at
    )
