"""What needs a user, as a page shows it: by client, each line with what is done next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext

from clients.models import Client, Contact, Cover
from collateral.needs.asked import EVER, OF_ONE, counted, listed
from collateral.needs.asker import SOMEDAY
from collateral.needs.kind import Action
from collateral.needs.kinds import BY_CODE
from collateral.needs.need import Need
from practice.formats import say_day_short
from practice.models import User
from practice.numbers import say_days, say_number
from practice.spans import last_day
from practice.web.requests import SignedInRequest, id_in
from releases.status import Status

WEEK = 7  # days
HEAD, PER_PAGE = 5, 40
LAST_ID = 2**63 - 1
BEFORE_ALL = (EVER, 0)


@dataclass(frozen=True)
class Line:
    """One of a client's; ``soon`` is how near its day is, in one word for its look."""

    need: Need
    contact: Contact | None
    chip: Status
    when: str
    soon: str
    next: tuple[str, str]
    others: list[tuple[str, str, bool]]

    def says(self, *, named: bool) -> str:
        return BY_CODE[self.need.kind].says(self.need, named=named)

    @property
    def in_full(self) -> str:
        return self.says(named=True)

    @property
    def discreetly(self) -> str:
        """As it may be read over a shoulder."""
        return self.says(named=False)


@dataclass(frozen=True)
class Group:
    """A client's lines, and how many ``more`` of theirs there are; or nobody's. Whoever
    covers the client does, ``covers_for`` whom.
    """

    client: Client | None
    covers_for: User | None
    soon: str
    lines: list[Line]
    more: int


@dataclass(frozen=True)
class Needs:
    """``next`` is what to ask the next page to come after, empty on the last one."""

    groups: list[Group]
    total: int
    today: int
    next: str = ""
    is_first: bool = True

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - sum(len(each.lines) for each in self.groups)


def head_of(request: SignedInRequest) -> Needs:
    """The first lines, for the page on which a day begins: three queries."""
    found = listed(request.user, HEAD)
    return _kept(request, _needs(found, request.user))


def page_of(request: SignedInRequest, after: str) -> Needs:
    """Those after a place that the page before named: whole clients, three queries."""
    place = _read(after)
    found = listed(request.user, PER_PAGE + OF_ONE + 1, place)
    if after and not found:
        return page_of(request, "")
    shown, following = _cut(found)
    last = f"{_micros(shown[-1].first)}-{shown[-1].client}" if following else ""
    needs = replace(
        _needs(shown, request.user), next=last, is_first=place == BEFORE_ALL
    )
    return _kept(request, needs)


def count_of(request: SignedInRequest) -> tuple[int, int]:
    """How much needs them, and how much of it today; one query, where the page has not
    asked already.
    """
    needs: Needs | None = getattr(request, "needs", None)
    return (needs.total, needs.today) if needs else counted(request.user)


def _kept(request: SignedInRequest, needs: Needs) -> Needs:
    request.needs = needs  # type: ignore[attr-defined]
    return needs


def _cut(found: list[Need]) -> tuple[list[Need], bool]:
    """Up to the end of the client with whom the page is full."""
    if len(found) <= PER_PAGE:
        return found, False
    ends = PER_PAGE
    while ends < len(found) and found[ends].client == found[ends - 1].client:
        ends += 1
    return found[:ends], ends < len(found)


def _needs(found: list[Need], user: User) -> Needs:
    if not found:
        return Needs([], 0, 0)
    return Needs(list(_groups(found, user)), found[0].total, found[0].today)


def _groups(found: list[Need], user: User) -> Iterator[Group]:
    covers = Cover.objects.open_to(user).filter(client=OuterRef("pk"))
    known = Client.objects.select_related("clinician").annotate(covered=Exists(covers))
    clients = known.in_bulk({each.client for each in found})
    contacts = Contact.objects.in_bulk({each.contact for each in found if each.contact})
    today = timezone.localdate()
    for pk, those in groupby(found, key=lambda each: each.client):
        theirs = list(those)
        lines = [_line(each, contacts, today) for each in theirs]
        more = theirs[0].of_client - len(theirs)
        client = clients.get(pk)
        covers_for = client.clinician if client and client.covered else None
        soon = _soon(theirs[0].first, today)
        yield Group(client, covers_for, soon, lines, more)


def _line(need: Need, contacts: dict[int, Contact], today: date) -> Line:
    kind = BY_CODE[need.kind]
    first, *others = kind.actions
    return Line(
        need,
        contacts.get(need.contact or 0),
        kind.chip,
        say_by(need.due, today),
        _soon(need.due, today),
        (first.says, first.url(need)),
        list(_others(others, need)),
    )


def _others(actions: Iterable[Action], need: Need) -> Iterator[tuple[str, str, bool]]:
    for each in actions:
        yield each.says, each.url(need), each.opens_pdf


def _soon(due: datetime, today: date) -> str:
    if due >= SOMEDAY:
        return "someday"
    days = (last_day(due) - today).days
    return "today" if days <= 0 else "week" if days <= WEEK else "later"


def say_by(due: datetime, today: date) -> str:
    """Today; Tomorrow; In five days, Dec 1; In four weeks, Dec 24. Nothing of no day."""
    if due >= SOMEDAY:
        return ""
    day = last_day(due)
    left = (day - today).days
    if left <= 0:
        return gettext("Today")
    if left == 1:
        return gettext("Tomorrow")
    within = (
        gettext("In {count} weeks").format(count=say_number(round(left / WEEK)))
        if left >= 2 * WEEK
        else gettext("In {days}").format(days=say_days(left))
    )
    return f"{within}, {say_day_short(day)}"


def _micros(instant: datetime) -> int:
    return round((instant - EVER).total_seconds() * 1_000_000)


def _read(after: str) -> tuple[datetime, int]:
    """A place as ``page_of`` writes it; the beginning, if it is none."""
    micros, client = (id_in(part) for part in after.partition("-")[::2])
    if micros is None or client is None:
        return BEFORE_ALL
    try:
        return EVER + timedelta(microseconds=micros), min(client, LAST_ID)
    except OverflowError:
        return BEFORE_ALL
