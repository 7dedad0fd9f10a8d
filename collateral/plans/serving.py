"""One plan for many sessions of a series: each keeps it, word for word, as its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy

from django.db.models import Max, Q, TextChoices
from django.utils import timezone

from collateral.models import PlanVersion, Session
from collateral.models.status import OVER
from practice.spans import local_day


class Serves(TextChoices):
    """Of which sessions a plan is to be."""

    ALL = "all", "All sessions of the series that are ahead"
    LATER = "later", "This one and later ones"
    THIS = "this", "This one alone"


def others_of(session: Session, serves: str = Serves.ALL) -> list[Session]:
    """The other sessions of its series, not over, of which the plan is to be too."""
    if session.series_id is None or serves == Serves.THIS:
        return []
    theirs = Session.objects.filter(series=session.series_id).exclude(pk=session.pk)
    ahead = theirs.filter(during__endswith__gt=timezone.now()).exclude(status__in=OVER)
    if serves == Serves.LATER:
        ahead = ahead.filter(during__startswith__gt=session.during.lower)
    return list(ahead.order_by("pk"))


def copies_for(
    sessions: Iterable[Session], version: PlanVersion, whose: Session
) -> Iterator[PlanVersion]:
    """``version``, which is kept for the session ``whose`` it is, for each of these too:
    not saved. The debrief keeps its distance from the session.
    """
    sessions = list(sessions)
    kept = PlanVersion.objects.filter(plan__in=[each.pk for each in sessions])
    latest = dict(kept.order_by().values_list("plan").annotate(Max("number")))
    day = local_day(whose.during.lower)
    for each in sessions:
        its = copy(version)
        its._state = copy(version._state)
        its._state.adding = True
        its._state.fields_cache = {}
        its.pk, its.plan_id = None, each.pk
        its.number = latest.get(each.pk, 0) + 1
        its.written_with_id = version.written_with_id or version.pk
        if version.debrief_on:
            its.debrief_on = local_day(each.during.lower) + (version.debrief_on - day)
        yield its


def written_alike(version: PlanVersion) -> list[PlanVersion]:
    """The newest plans of other sessions, not over, that say what ``version`` does, and
    await their approval as it does.
    """
    root = version.written_with_id or version.pk
    alike = PlanVersion.objects.newest().filter(Q(pk=root) | Q(written_with=root))
    ahead = alike.filter(plan__session__during__endswith__gt=timezone.now())
    ahead = ahead.exclude(plan__session__status__in=OVER).exclude(pk=version.pk)
    return list(ahead.filter(approval=None).order_by("plan"))
