"""Who reads the history, and a history to read."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from practice.models import User


@pytest.fixture
def noras(nora: User, client: Browser) -> Browser:
    """A browser in which Nora, the admin, is signed in."""
    client.force_login(nora)
    return client


@pytest.fixture
def jordans(jordan: Client, ben: Contact, ada: User, kim: Client, cleo: User) -> int:
    """Jordan, who has five events, and so has Kim: the id of the one, who is first."""
    for client, actor in ((jordan, ada), (kim, cleo)):
        record(EventKind.CLIENT_ADDED, client, actor)
        record(EventKind.CLIENT_CHANGED, client, None, fields=["state"])
        if client == jordan:
            about = {"contact": ben, "release_id": 5, "session_id": 7}
            detail = {"starts": "2027-01-12T20:00:00+00:00", "times": 1}
            reason = 'It is "not" needed, 明日から\\n.'
            record(EventKind.HELD, client, actor, reason=reason, **about, **detail)
        else:
            record(EventKind.VIEWED, client, actor)
        record(EventKind.VIEWED, client, actor)
        record(EventKind.PRINTED, client, actor)
    assert jordan.pk < kim.pk
    return jordan.pk
