"""How many pages of clients were looked at today, by route: never by whom, nor at whom."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils import timezone

from practice.looking.models import Look
from practice.spans import start_of


def gauges() -> Iterator[tuple[str, str, float]]:
    today = Look.objects.filter(at__gte=start_of(timezone.localdate())).order_by()
    found = today.values_list("route", "outcome").annotate(times=Count("id"))
    for route, outcome, times in sorted(found):
        name = f'looks_today{{route="{route}",outcome="{outcome}"}}'
        yield name, "Looks at clients since midnight.", times
