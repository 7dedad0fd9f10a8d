"""Whom it concerns that a colleague stands in: who is free, who is covered, what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
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
    def whole(self) -> list[tuple[User, list[Client]]]:
        """Those who cover on all of these days, each with whom."""
        by: dict[User, list[Client]] = defaultdict(list)
        for client in self._clients:
            if cover := self._whole_of(client):
                by[cover.clinician].append(client)
        return list(by.items())

    @property
    def partly(self) -> list[tuple[Client, list[Cover]]]:
        """Whom nobody covers on all of them, with by whom and when they are covered."""
        return [
            (client, covers)
            for client in self._clients
            if (covers := self._covers.get(client.pk)) and not self._whole_of(client)
        ]

    def _whole_of(self, client: Client) -> Cover | None:
        days = self._days
        for each in self._covers.get(client.pk, ()):
            if each.during.lower <= days.lower and days.upper <= each.during.upper:
                return each
        return None

    @cached_property
    def waits(self) -> list[Waiting]:
        """What waits as ``colleague`` covers, of those whom they do or would."""
        theirs = [each for each in self._clients if self._is_theirs(each)]
        found = waiting(theirs, self.treats, self.colleague, [self._days])
        return [each for each in found if each]

    def _is_theirs(self, client: Client) -> bool:
        covers = self._covers.get(client.pk, ())
        by = {each.clinician_id for each in covers}
        return not by or self.colleague.pk in by
