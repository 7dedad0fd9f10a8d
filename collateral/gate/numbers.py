"""How many sessions were booked today, and refused, by the gate's code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count
from django.db.models.fields.json import KT
from django.utils import timezone

from clients.models import ConsentEvent, EventKind
from collateral.gate.reasons import Code, as_recorded
from practice.spans import start_of


def gauges() -> Iterator[tuple[str, str, float]]:
    """Of what the history tells, so the same from each process. Each code is there, and
    why someone is not ready is no more told here than there.
    """
    today = ConsentEvent.objects.filter(at__gte=start_of(timezone.localdate()))
    booked = today.filter(kind=EventKind.BOOKED).count()
    yield "booked_today", "Sessions booked since midnight.", booked
    refused = today.filter(kind=EventKind.REFUSED).order_by()
    found = refused.values_list(KT("detail__code")).annotate(times=Count("pk"))
    times = Counter(dict(found))
    for code in sorted({as_recorded(code) for code in Code} - {Code.COVERED}):
        name = f'refused_today{{code="{code}"}}'
        yield name, "Who could not be booked since midnight, and why.", times[code]
