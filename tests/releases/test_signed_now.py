"""Nobody dates a signature or a booking back, but who owns the tables and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import User
from releases.models import Release
from tests.bare import bare
from tests.booked import book, typed
from tests.clock import DAY, HOUR, MINUTE, afternoon
from tests.refusals import refused_by, run, words_of
from tests.releases.signing.versions import version_of
from tests.room import sign_in_room
from tests.signed import agreed, draft_for, enter, sign, signature_of


@pytest.fixture(autouse=True)
def presently(db: None) -> None:
    """As everywhere but in tests and the demo, no past is laid."""
    run("SET LOCAL third_chair.past = ''")


@contextmanager
def as_a_writer() -> Iterator[None]:
    """As a role that may write every row, and owns no table."""
    run("DROP ROLE IF EXISTS plain_writer")
    run("CREATE ROLE plain_writer")
    run("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO plain_writer")
    run("GRANT USAGE ON SCHEMA public TO plain_writer")
    run("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO plain_writer")
    database = connection.settings_dict["NAME"]
    run(f'GRANT TEMPORARY ON DATABASE "{database}" TO plain_writer')
    run("SET LOCAL ROLE plain_writer")
    yield
    run("RESET ROLE")


def dated(ago: Any) -> dict[str, Any]:
    at = timezone.now() - ago
    return {"signed_at": at, "effective_at": at, "expires_at": at + 90 * DAY}


def entered(contact: Contact, ago: Any, late: Any = None) -> Release:
    """Its release, signed so long ago by someone who agreed to a screen; or the signature
    alone so ``late``.
    """
    release = bare(contact, **dated(ago))
    at = timezone.now() - late if late else release.signed_at
    made = signature_of(contact.client, at)
    made.consent = agreed(contact.client, made)
    return enter(release, made)


def test_a_release_is_signed_now(ben: Contact) -> None:
    with refused_by("release_is_signed_now"):
        entered(ben, 2 * MINUTE)
    entered(ben, MINUTE / 2)


def test_a_signature_is_made_now(ben: Contact) -> None:
    with refused_by("signature_is_made_now"):
        entered(ben, MINUTE / 2, late=HOUR)


def test_a_session_is_booked_now(jordan: Client, ben: Contact) -> None:
    entered(ben, MINUTE / 2)
    with refused_by("session_is_booked_now"):
        book(jordan, [], afternoon(), booked_at=timezone.now() - HOUR)
    session = book(jordan, [ben], afternoon())
    with refused_by("session_is_booked_now"):
        run("UPDATE collateral_session SET booked_at = booked_at - interval '1 hour'")
    assert Session.objects.filter(pk=session.pk).update(room=None) == 1


def test_no_setting_lets_a_plain_writer_date_anything_back(
    jordan: Client, ben: Contact
) -> None:
    with as_a_writer():
        run("SET LOCAL third_chair.past = 'laid'")
        with refused_by("release_is_signed_now"):
            enter(bare(ben, **dated(90 * DAY)))
        with refused_by("session_is_booked_now"):
            book(jordan, [], afternoon(), booked_at=timezone.now() - HOUR)


def test_who_owns_the_tables_lays_a_past_by_saying_so(ben: Contact) -> None:
    run("SET LOCAL third_chair.past = 'laid'")
    assert sign(ben, timezone.now() - 90 * DAY).in_force


def test_the_words_are_the_models(ben: Contact) -> None:
    assert words_of("release_is_signed_now", bare(ben, **dated(DAY))) == ""
    (rule,) = (
        c for c in Release._meta.constraints if c.name == "release_is_signed_now"
    )
    assert rule.get_violation_error_message() == (
        "A release is signed now, not at a time gone by."
    )


def test_the_pages_sign_and_book_in_the_present(
    adas: Browser, ada: User, jordan: Client, ben: Contact, unprinted: None
) -> None:
    draft = draft_for(ben, ada)
    signs = {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "intends": "on",
        "read": version_of(draft),
    }
    assert (
        sign_in_room(adas, f"/drafts/{draft.pk}/signature/", signs).status_code == 302
    )
    books = typed([ben], afternoon())
    url = f"/clients/{jordan.pk}/sessions/new/"
    assert adas.post(url, books).status_code == 302
    assert Session.objects.count() == 1
