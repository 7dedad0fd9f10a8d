"""Writing down what was heard; and that whoever treats the client has read it."""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.models import Call
from practice.database.transactions import retried
from practice.models import User


@retried
def write_down(call: Call, actor: User) -> None:
    """Keep it; the history says that somebody was listened to, and none of the words."""
    call.recorded_by, call.recorded_at = actor, timezone.now()
    call.save(force_insert=True)
    record(EventKind.LISTENED, call.client, actor, contact=call.contact, entry=call.pk)


def read(call: Call, reader: User) -> None:
    """Once: who read it first stays. Whoever wrote it down knows it."""
    unread = Call.objects.unread().filter(pk=call.pk)
    unread.update(read_at=timezone.now(), read_by=reader)
