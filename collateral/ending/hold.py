"""Putting sessions on hold, since a release no longer carries them."""

from __future__ import annotations

from django.db import connection

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.models import STANDING, Session, SessionQuerySet, Status
from practice.models import User
from practice.spans import span
from releases.models import Release


def keep_still(sessions: SessionQuerySet) -> None:
    """Lock ``sessions`` before anything is recorded: the order all acts keep."""
    still = sessions.order_by("pk").select_for_update(of=("self",))
    list(still.values_list("pk", flat=True))


def hold(
    sessions: SessionQuerySet, release: Release, actor: User | None
) -> list[Session]:
    """Put ``sessions`` on hold because ``release`` ends."""
    return put_on_hold(sessions, release.contact, release.pk, actor)


def end_early(sessions: SessionQuerySet, release: Release, actor: User | None) -> None:
    """End those of ``sessions`` to which people came and that go on, because ``release``
    ends now: they were covered until then. The others are for ``hold``.

    As the transaction began, before which nothing that it does has ended.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (ends,) = cursor.fetchone()
    going_on = sessions.filter(
        status=Status.CHECKED_IN,
        during__startswith__lt=ends,
        during__endswith__gt=ends,
        booked_at__lt=ends,
    )
    going_on = going_on.select_for_update(of=("self",)).select_related("client")
    for session in list(going_on.order_by("pk")):
        session.during = span(session.during.lower, ends)
        session.save(update_fields=["during"])
        record(
            EventKind.ENDED_EARLY,
            session.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
            session_id=session.pk,
            starts=session.during.lower.isoformat(),
            ended=ends.isoformat(),
        )


def put_on_hold(
    sessions: SessionQuerySet,
    contact: Contact,
    release_id: int | None,
    actor: User | None,
) -> list[Session]:
    """Put ``sessions`` on hold because of what became of ``contact``."""
    held = list(
        sessions.filter(status__in=STANDING)
        .select_for_update(of=("self",))
        .select_related("client")
        .order_by("pk")
    )
    for session in held:
        session.status = Status.HELD
        session.save(update_fields=["status"])
        record(
            EventKind.HELD,
            session.client,
            actor,
            contact=contact,
            release_id=release_id,
            session_id=session.pk,
            starts=session.during.lower.isoformat(),
        )
    return held
