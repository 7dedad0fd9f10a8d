"""A minor's shared session stands on a consent to treat: by whoever decides for them."""

from __future__ import annotations

from datetime import datetime

from clients.models import Client, EventKind
from collateral.ending.unready import standing_with
from collateral.gate.consent import NO_CONSENT
from collateral.models import Session, Status
from collateral.sessions.seats import record_act
from practice.models import User
from practice.spans import local_day


def needing_consent(client: Client, until: datetime | None = None) -> list[Session]:
    """The sessions ahead on whose day ``client`` is a minor, soonest first; of those, the
    ones that end after ``until``, where a consent serves for so long.
    """
    ahead = standing_with(client.contacts.all()).filter(client=client)
    if until:
        ahead = ahead.filter(during__endswith__gt=until)
    found = ahead.select_related("client", "clinician", "room")
    return [s for s in found if client.is_minor_on(local_day(s.during.lower))]


def hold_what_needs_consent(
    client: Client, actor: User, until: datetime | None = None
) -> list[Session]:
    """Before anything else is recorded; the client's contacts are locked."""
    keys = [session.pk for session in needing_consent(client, until)]
    held = list(
        Session.objects.select_for_update(of=("self",))
        .select_related("client")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    for session in held:
        session.status = Status.HELD
        session.save(update_fields=["status"])
    for session in held:
        record_act(EventKind.HELD, session, actor, reason=NO_CONSENT)
    return held
