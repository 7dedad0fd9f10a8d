"""Eight people at once, each in a process and on a connection of their own, doing
anything at all to a small practice: the application's acts, and raw SQL past them.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from django.db import DatabaseError, connection, connections, transaction

from collateral.gate import NotCovered
from collateral.models import Participant
from practice.database.constraints import violated
from releases.signing.sign import DraftChanged
from tests.collateral import acts as booking
from tests.collateral.rule.crowd_acts import OF_THE_APPLICATION, books
from tests.collateral.rule.crowd_calendars import OF_CALENDARS
from tests.collateral.rule.crowd_days import OF_THE_DAYS, checks_people_in
from tests.collateral.rule.crowd_sql import PAST_THE_ACTS, books_past_the_acts, renews
from tests.collateral.rule.someone import Practice, Someone
from tests.refusals import run

PEOPLE = 8
LEVELS = ["read committed"] * 3 + ["repeatable read", "serializable"]


Act = Callable[[Someone], None]
ACTS: list[Act] = [
    *[books, renews, books_past_the_acts] * 3,
    *[checks_people_in] * 2,
    *OF_THE_APPLICATION,
    *OF_THE_DAYS,
    *OF_CALENDARS,
    *PAST_THE_ACTS,
]


@dataclass(frozen=True)
class Ways:
    """What a crowd does, and at which levels; and how to look, in one snapshot from
    outside, for what must not be seen.
    """

    acts: list[Act]
    levels: list[str]
    look: Callable[[], list[str]] = list


ANYHOW = Ways(ACTS, LEVELS)


def act_of(one: Someone, ways: Ways = ANYHOW) -> tuple[str, str]:
    """Have them do one thing at one level; its name and what came of it."""
    act = one.chance.choice(ways.acts)
    level = one.chance.choice(ways.levels)
    run(f"SET default_transaction_isolation = '{level}'")
    try:
        act(one)
    except (booking.SessionChanged, DraftChanged):
        return act.__name__, "changed meanwhile"
    except NotCovered:
        return act.__name__, "not covered"
    except DatabaseError as error:
        said = violated(error) or type(error.__cause__).__name__
        return act.__name__, f"{said} at {level}"
    return act.__name__, "done"


@dataclass
class Told:
    """What the crowd was told, how often somebody looked for an uncovered seat, and what
    else was seen.
    """

    outcomes: Counter[tuple[str, str]]
    samples: int
    uncovered: int
    seen: list[str]


def let_loose(
    practice: Practice, operations: int, seed: int = 1, ways: Ways = ANYHOW
) -> Told:
    """Have the crowd do so many things, and look all the while from outside."""
    # A connection shared with a forked process would be closed by both.
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ends, workers = [], []
    for number in range(PEOPLE):
        mine, theirs = fork.Pipe(duplex=False)
        share = operations // PEOPLE
        work = fork.Process(
            target=_work,
            args=(practice, seed * PEOPLE + number, share, ways, theirs),
            daemon=True,
        )
        work.start()
        theirs.close()
        ends.append(mine)
        workers.append(work)
    told = Told(Counter(), 0, 0, [])
    while ends:
        _look(told, ways)
        for end in multiprocessing.connection.wait(ends, timeout=0.25):
            told.outcomes += end.recv()
            ends.remove(end)
    for work in workers:
        work.join()
    _look(told, ways)
    return told


def _look(told: Told, ways: Ways) -> None:
    told.samples += 1
    with transaction.atomic():
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        told.uncovered += Participant.objects.uncovered().count()
        told.seen += ways.look()


def _work(
    practice: Practice, number: int, share: int, ways: Ways, end: Connection
) -> None:
    one = Someone(practice, number)
    run("SET deadlock_timeout = '50ms'")
    run("SET synchronous_commit = off")
    told: Counter[tuple[str, str]] = Counter()
    for _ in range(share):
        # Whoever let the crowd loose may have been killed.
        if not multiprocessing.parent_process().is_alive():
            return
        told[act_of(one, ways)] += 1
    end.send(told)


@contextmanager
def weakened(without: str, restored: str) -> Iterator[None]:
    """A database that has lost a part of the rule, for as long as the block.

    Whatever was scheduled meanwhile goes before the rule comes back; and with it each
    trigger that went along with a column.
    """
    kept = _triggers()
    run(without)
    try:
        yield
    finally:
        with transaction.atomic():
            run("SET LOCAL session_replication_role = replica")
            run("TRUNCATE collateral_session, releases_release CASCADE")
        run(restored)
        for each in kept - _triggers():
            run(each.replace("%", "%%"))


def _triggers() -> set[str]:
    """Those of the seats, each as PostgreSQL would make it."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT pg_get_triggerdef(oid) FROM pg_trigger
            WHERE tgrelid = 'collateral_participant'::regclass AND NOT tgisinternal
        """)
        return {definition for (definition,) in cursor.fetchall()}
