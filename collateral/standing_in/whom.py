"""Whom it concerns that a colleague stands in: who is free, who is covered, what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from clients.models import Client, ClientQuerySet, Cover
from collateral.handing_over.waits import Waiting, waiting
from practice.models import User
from practice.spans import Span, end_of, span, start_of


def concerned(treats: User) -> ClientQuerySet:
    """Whom they treat, and whose care has not ended."""
    theirs = Client.objects.treated_by(treats)
    return theirs.filter(discharged_on=None, deceased_on=None)


def covers_on(clients: Collection[Client], days: Span) -> dict[int, list[Cover]]:
    """Those named for some of these ``days``, by the id of the client; one query."""
    found: dict[int, list[Cover]] = defaultdict(list)
    covers = Cover.objects.standing().filter(client__in=clients, during__overlap=days)
    for cover in covers.select_related("clinician").order_by("during", "pk"):
        found[cover.client_id].append(cover)
    return dict(found)


@dataclass(frozen=True)
class Stretch:
    """The clients whom one colleague covers on the very same days."""

    covers: list[Cover]

    @property
    def first(self) -> Cover:
        return self.covers[0]


def stretches_of(treats: User) -> list[Stretch]:
    """Running or ahead, whoever named them; the soonest first."""
    covers = Cover.objects.standing().filter(client__clinician=treats)
    in_order = covers.select_related("client", "clinician").order_by(
        "during", "clinician", "client__sort_name", "client"
    )
    grouped = groupby(in_order, lambda each: (each.during, each.clinician_id))
    return [Stretch(list(those)) for _, those in grouped]


@dataclass(frozen=True)
class Concerned:
    """Of whoever ``treats``: whom ``colleague`` would cover from a day through a day, and
    whom they or somebody else covers then already.
    """

    treats: User
    colleague: User
    first: date
    last: date

    @property
    def _days(self) -> Span:
        return span(start_of(self.first), end_of(self.last))

    @cached_property
    def _clients(self) -> list[Client]:
        return list(concerned(self.treats))

    @cached_property
    def _covers(self) -> dict[int, list[Cover]]:
        return covers_on(self._clients, self._days)

    @property
    def free(self) -> list[Client]:
        return [each for each in self._clients if each.pk not in self._covers]

    @property
    def covered(self) -> list[tuple[Client, list[Cover]]]:
        """Each with by whom, and when."""
        found = ((each, self._covers.get(each.pk)) for each in self._clients)
        return [(client, covers) for client, covers in found if covers]

    @cached_property
    def waits(self) -> list[Waiting]:
        """What waits as ``colleague`` covers, of those whom they do or would."""
        theirs = [*self.free, *self._theirs()]
        found = waiting(theirs, self.treats, self.colleague, [self._days])
        return [each for each in found if each]

    def _theirs(self) -> Iterable[Client]:
        for client, covers in self.covered:
            if any(each.clinician_id == self.colleague.pk for each in covers):
                yield client

    @property
    def sessions(self) -> int:
        """How many of those days are led by whoever is away still."""
        return sum(len(each.sessions) for each in self.waits)
