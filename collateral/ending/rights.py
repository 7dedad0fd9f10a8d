"""Rights to sign that end soon, as a task 60, 30 and 7 days before: a parent's when the
client is of age or consents alone, a guardian's and an agent's with their papers
(45 CFR 164.502(g)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from clients.models import Authority, Client, CourtOrder, Ruling
from practice.formats import say_day_short_year
from practice.numbers import say_days, say_number
from practice.spans import end_of, local_day
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


def ending_of(
    papers: Iterable[Authority],
    releases: Iterable[Release],
    orders: Iterable[CourtOrder] = (),
) -> list[RightEnding]:
    """Of what is at hand, the soonest first: ``orders`` are those in effect."""
    today = timezone.localdate()
    silent = {each.contact_id for each in orders if each.ruling == Ruling.NO_DECISIONS}
    found = [
        *_papers((p for p in papers if p.contact_id not in silent), today),
        *_releases(releases, today),
    ]
    soon = [each for each in found if 0 <= each.left <= STEPS[-1]]
    return sorted(soon, key=lambda each: (each.day, each.client.pk))


def _papers(papers: Iterable[Authority], today: date) -> Iterator[RightEnding]:
    for each in papers:
        if each.ends_on and not each.ended_at:
            then = f"{each.name} signs by them. Ask for new ones."
            day = local_day(end_of(each.ends_on))
            yield RightEnding(each.client, day, today, "papers no longer count", then)


def _releases(releases: Iterable[Any], today: date) -> Iterator[RightEnding]:
    """What was signed in a minor's place, and ends as they sign themselves."""
    together: dict[tuple[int, date], list[Any]] = defaultdict(list)
    for each in releases:
        if each.in_force and _as_they_sign_themselves(each):
            together[each.client_id, local_day(each.in_force.upper)].append(each)
    for (_, day), those in together.items():
        alone = those[0].authority_ended_because == WhyEnded.ALONE
        why = "consents to this care alone" if alone else "of age"
        then = ngettext(
            "{count} release that someone else signed ends then. Get it signed anew.",
            "{count} releases that someone else signed end then. Get them signed anew.",
            len(those),
        ).format(count=say_number(len(those)).capitalize())
        yield RightEnding(those[0].client, day, today, why, then)


def _as_they_sign_themselves(release: Release) -> bool:
    ends = release.in_force.upper
    alone = release.authority_ended_because == WhyEnded.ALONE
    return ends == release.authority_ends_at or (
        alone and ends == release.authority_ended_at
    )
