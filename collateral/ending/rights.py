"""Rights to sign that end soon, as a task 60, 30 and 7 days before: a parent's when the
client is of age or consents alone, a guardian's and an agent's with their papers
(45 CFR 164.502(g)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from clients.models import Authority, Client, CourtOrder, Ruling
from practice.formats import say_day_short_year, say_days, say_number
from practice.spans import end_of, local_day, start_of
from releases.models import Release, WhyEnded

STEPS = (7, 30, 60)  # days before


@dataclass(frozen=True)
class RightEnding:
    """A right of someone to sign for ``client`` that holds no more from ``day`` on, a
    practice-local one; ``why`` names nobody, ``then`` is what to do.
    """

    client: Client
    day: date
    today: date
    why: str
    then: str

    @property
    def left(self) -> int:
        """In how many days."""
        return (self.day - self.today).days

    @property
    def within(self) -> str:
        """The step it has reached."""
        return f"Within {next(step for step in STEPS if self.left <= step)} days"

    @property
    def when(self) -> str:
        days = f", in {say_days(self.left)}" if self.left else ", today"
        return f"{say_day_short_year(self.day)}{days}"


def ending_soon(clients: QuerySet[Client]) -> list[RightEnding]:
    """Of ``clients``, the soonest first: two queries."""
    today = timezone.localdate()
    found = [*_papers(clients, today), *_releases(clients, today)]
    return sorted(found, key=lambda each: (each.day, each.client.pk))


def _papers(clients: QuerySet[Client], today: date) -> Iterator[RightEnding]:
    last = today + timedelta(days=STEPS[-1] - 1)
    ending = Authority.objects.filter(
        client__in=clients, ended_at=None, ends_on__range=(today, last)
    ).exclude(contact__in=_without_a_say())
    for each in ending.select_related("client", "contact"):
        then = f"{each.name} signs by them. Ask for new ones."
        day = local_day(end_of(cast("date", each.ends_on)))
        yield RightEnding(each.client, day, today, "papers no longer count", then)


def _without_a_say() -> Any:
    orders = CourtOrder.objects.in_effect().filter(ruling=Ruling.NO_DECISIONS)
    return orders.values("contact")


def _releases(clients: QuerySet[Client], today: date) -> Iterator[RightEnding]:
    """What was signed in a minor's place, and ends as they sign themselves."""
    last = start_of(today + timedelta(days=STEPS[-1] + 1))
    ending: Any = (
        Release.objects.filter(
            client__in=clients,
            in_force__endswith__gt=timezone.now(),
            in_force__endswith__lt=last,
        )
        .filter(
            Q(in_force__endswith=F("authority_ends_at"))
            | Q(
                in_force__endswith=F("authority_ended_at"),
                authority_ended_because=WhyEnded.ALONE,
            )
        )
        .select_related("client")
    )
    together: dict[tuple[int, date], list[Release]] = defaultdict(list)
    for each in ending:
        together[each.client_id, local_day(each.in_force.upper)].append(each)
    for (_, day), releases in together.items():
        alone = releases[0].authority_ended_because == WhyEnded.ALONE
        why = "consents to this care alone" if alone else "of age"
        then = ngettext(
            "{count} release that someone else signed ends then. Get it signed anew.",
            "{count} releases that someone else signed end then. Get them signed anew.",
            len(releases),
        ).format(count=say_number(len(releases)).capitalize())
        yield RightEnding(releases[0].client, day, today, why, then)
