"""How often anyone may try to sign in.

No lock lasts for ever, and a try at a name that nobody has counts as any other: nobody
learns from it who there is. A try is taken before a password is looked at, so that fifty
at once get no more than one after the other.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from practice.accounts.addresses import neighbourhood
from practice.accounts.models import Outcome, SignInAttempt, Tries
from practice.models import User

WINDOW = timedelta(minutes=15)  # for which tries count, and the first lock lasts
DOUBLINGS = 4  # at most: the longest lock is four hours
CALM = timedelta(days=1)  # without a lock, after which the next is a first one again

VERIFIED = 60  # papers to check at one address
PAIR = 5  # one name at one address
ADDRESS = 20  # any names: a whole practice may share one address
NAME = 50  # at any address: whoever has many must not shut the one out who has the name

# One statement, so that the row's lock keeps those who ask at once apart.
TAKE = """
INSERT INTO practice_tries AS held (key, count, locks) VALUES (%(key)s, 1, 0)
ON CONFLICT (key) DO UPDATE SET (count, since, locks, locked_until) = (
    SELECT tries, since, locks + is_last::int, CASE WHEN is_last
        THEN now() + %(window)s * 2 ^ least(locks, %(doublings)s) END
    FROM (
        SELECT CASE WHEN anew THEN 1 ELSE held.count + 1 END AS tries,
            CASE WHEN anew THEN now() ELSE held.since END AS since,
            CASE WHEN coalesce(held.locked_until, held.since) < now() - %(calm)s
                THEN 0 ELSE held.locks END AS locks,
            NOT anew AND held.count + 1 >= %(most)s AS is_last
        FROM (SELECT held.locked_until IS NOT NULL
            OR held.since < now() - %(window)s AS anew) AS age
    ) AS next
)
WHERE held.locked_until IS NULL OR held.locked_until <= now()
RETURNING count
"""

TERMS: dict[str, Any] = {"window": WINDOW, "doublings": DOUBLINGS, "calm": CALM}


class Locked(Exception):  # noqa: N818 - it is what it is, not an error
    """No more tries until then."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__()


class Limit(NamedTuple):
    """How many tries there are for what has this key."""

    key: str
    most: int


class Try(NamedTuple):
    """One of those that a name has at an address."""

    limits: tuple[Limit, ...]  # of the pair first

    def take(self) -> None:
        """Raises ``Locked``, and takes nothing, where none is left."""
        with transaction.atomic(), connection.cursor() as cursor:
            for key, most in sorted(self.limits):
                cursor.execute(TAKE, {**TERMS, "key": key, "most": most})
                if not cursor.fetchone():
                    raise Locked(_until(key))

    def give_back(self) -> None:
        """It was right. The pair starts anew; what else tried at this address, or this
        name elsewhere, has not become right by it.
        """
        pair, *others = (limit.key for limit in self.limits)
        Tries.objects.filter(key=pair).delete()
        for key in others:  # each by itself: together they might wait for each other
            given = Tries.objects.filter(key=key, count__gt=0)
            given.filter(locked_until__gt=Now()).update(locks=F("locks") - 1)
            given.update(count=F("count") - 1, locked_until=None)


def try_at(username: str, user: User | None, address: str | None) -> Try:
    """The try of ``username``, by which ``user`` signs in if anybody does."""
    return _try_as(
        f"user {user.pk}" if user else f"name {_plain(username)}", user, address
    )


def try_of_code(user: User, address: str | None) -> Try:
    """One of the codes that whoever knows the password of ``user`` may enter."""
    return _try_as(f"code of user {user.pk}", user, address)


def try_with_passkey(address: str | None) -> Try:
    """One of those without a name, at one address: nobody is known yet."""
    where = neighbourhood(address) if address else ""
    return Try((Limit(_key(f"passkey at {where}"), ADDRESS),))


def _try_as(name: str, user: User | None, address: str | None) -> Try:
    where = neighbourhood(address) if address else ""
    limits = [Limit(_key(f"{name} at {where}"), PAIR)]
    if where:  # where nobody can tell, all would share it
        limits.append(Limit(_key(f"at {where}"), ADDRESS))
        if not _has_been_at(user, address):
            limits.append(Limit(_key(name), NAME))
    return Try(tuple(limits))


def try_to_open(what: str, address: str | None) -> Try:
    """One of those that there are to open ``what``, whether or not there is such a thing."""
    where = neighbourhood(address) if address else ""
    limits = [Limit(_key(f"{what} opened at {where}"), PAIR)]
    if where:
        limits.append(Limit(_key(f"opened at {where}"), ADDRESS))
    return Try(tuple(limits))


def try_to_be_mailed(user: int) -> Try:
    """One of the mails with a way in, whoever asks for it, from wherever."""
    return Try((Limit(_key(f"mail to user {user}"), PAIR),))


def try_to_verify(address: str | None) -> Try:
    """One of the papers that may be checked at an address; where nobody can tell, any."""
    if not address:
        return Try(())
    return Try((Limit(_key(f"verify at {neighbourhood(address)}"), VERIFIED),))


def _has_been_at(user: User | None, address: str | None) -> bool:
    """Whoever is at home there is not shut out by those who try the name elsewhere."""
    here = SignInAttempt.objects.filter(outcome=Outcome.SIGNED_IN, address=address)
    return here.filter(user=user).exists()


def forget_old_tries() -> None:
    """Delete what would count for nothing any more."""
    long_ago = Now() - CALM
    over = Q(locked_until=None) | Q(locked_until__lt=long_ago)
    Tries.objects.filter(over, since__lt=long_ago).delete()


def _until(key: str) -> datetime:
    """The end of a lock that has just refused, and still holds the row."""
    return cast("datetime", Tries.objects.get(pk=key).locked_until)


def _plain(username: str) -> str:
    """As PostgreSQL finds it, whatever its capitals are."""
    return unicodedata.normalize("NFKC", username).upper()


def _key(what: str) -> str:
    return salted_hmac("practice.accounts.tries", what, algorithm="sha256").hexdigest()
