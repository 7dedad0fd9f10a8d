"""The keys by which sessions lean on releases, and when the database asks them."""

from __future__ import annotations

from django.db import connection

RELEASE_KEYS = (
    "participant_release_in_force",
    "participant_place_release_in_force",
    "topic_release_in_force",
)
# By what the database refuses a session that the gate would not clear.
REFUSED_BY = (
    *RELEASE_KEYS,
    "participant_may_meet_the_client",
    "participant_is_wanted",
    "participant_is_screened",
    "participant_plan_is_ready",
    "participant_has_consent",
    "participant_release_is_not_revoked",
    "topic_release_is_not_revoked",
)


def keys_wait() -> None:
    """Ask what sessions lean on at commit, or once ``keys_are_asked``, in this
    transaction: meanwhile one release may take the other's place.
    """
    _set("DEFERRED")


def keys_are_asked() -> None:
    """Ask now, and with each statement again."""
    _set("IMMEDIATE")


def _set(when: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {', '.join(RELEASE_KEYS)} {when}")
