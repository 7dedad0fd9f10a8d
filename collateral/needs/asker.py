"""Who asks what needs them and when, as the blanks of one question; and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Greatest

from clients.models import Client
from clients.models.seeing import covered_by
from collateral.models import Session
from practice.models import Role

# By when what has no day is to be done: it stands after everything that has one.
SOMEDAY = datetime(9000, 1, 1, tzinfo=UTC)
NOBODY = Cast(Value(None), BigIntegerField())


class DayAfter(Func):
    """The first instant after a practice-local day, as ``practice.spans.end_of``."""

    template = "timezone(%(zone)s, (%(expressions)s + 1)::timestamp)"
    output_field = DateTimeField()

    def __init__(self, day: str) -> None:
        super().__init__(F(day), zone=f"'{settings.TIME_ZONE}'")


@dataclass(frozen=True)
class Asker:
    """Everything but ``role`` is filled in as it is asked: the user's id, the moment, the
    end of today, today's day and that of 30 days ago. Who only ``counts`` need not know by
    when that is to be done which is not for today.
    """

    role: str
    me: Any
    moment: Any
    midnight: Any
    day: Any
    since: Any
    counts: bool = False

    @property
    def is_clinician(self) -> bool:
        return self.role == Role.CLINICIAN

    @property
    def now(self) -> Any:
        return Cast(self.moment, DateTimeField())

    @property
    def tonight(self) -> Any:
        return Cast(self.midnight, DateTimeField())

    @property
    def today(self) -> Any:
        return Cast(self.day, DateField())

    @property
    def lately(self) -> Any:
        return Cast(self.since, DateField())

    @property
    def clients(self) -> QuerySet[Client]:
        """Those whom they treat, or cover now; for others, everyone."""
        if not self.is_clinician:
            return Client.objects.all()
        return Client.objects.filter(Q(clinician=self.me) | covered_by(self.me, "pk"))

    def of_theirs(self, client: str = "client") -> Q:
        """What is of these clients; for others, of any: everyone is not looked up."""
        if not self.is_clinician:
            return Q((f"{client}__isnull", False))
        return Q((f"{client}__in", self.clients))

    @property
    def sessions(self) -> Any:
        """Those that they lead, and of these clients; for others, every one."""
        every = Session.objects.all()
        return every.of_clinician(self.me) if self.is_clinician else every

    def by_tonight(self, since: Any, days: int = 0) -> Any:
        """What nobody waits for at a certain hour: within ``days``, and from then on
        today, after whatever has its hour today.
        """
        due = Cast(since, DateTimeField()) + timedelta(days=days)
        return Greatest(due, self.tonight, output_field=DateTimeField())


def rows(
    found: Any,
    kind: str,
    *,
    client: Any = "client_id",
    contact: Any = NOBODY,
    subject: Any = "pk",
    due: Any,
    at: Any,
    said: Any = "",
    many: Any = 1,
) -> Any:
    """What each kind gives, in the same columns: whom it is about, by when it must be
    done, and what its words tell: a moment, a text, a number.
    """
    text = said if hasattr(said, "resolve_expression") else Value(said)
    number = many if hasattr(many, "resolve_expression") else Value(many)
    return found.order_by().values_list(
        Cast(Value(kind), TextField()),
        Cast(client, BigIntegerField()),
        Cast(contact, BigIntegerField()),
        Cast(subject, BigIntegerField()),
        Cast(due, DateTimeField()),
        Cast(at, DateTimeField()),
        Cast(text, TextField()),
        Cast(number, BigIntegerField()),
    )
