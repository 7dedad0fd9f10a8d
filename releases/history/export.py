"""The consent history as CSV, streamed by COPY, that no spreadsheet executes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact

from clients.models import ConsentEvent, EventKind
from practice.database import replica
from practice.database.timeouts import UNLIMITED
from practice.formats import say_zone
from releases.history.refusals import REFUSALS

CHUNK = 64 * 1024
TEXT = TextField()

# A cell that a spreadsheet would run starts with one of these signs, or with a tab or
# a line's end; so may, where cells end at semicolons, tabs or lines, a part of one.
SIGNS = r"[=+\-@＝＋－＠]"
RISKY = rf"^[\t\r\n]|(^|[;\t\r\n])\s*{SIGNS}"


class Repeating(Func):
    """A function whose template names its one argument more than once."""

    output_field = TextField()

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        sql, parameters = super().as_sql(*args, **kwargs)
        return sql, [*parameters] * str(self.template).count("%(expressions)s")


class Inert(Repeating):
    """Text as it is, but with an apostrophe before whatever would run."""

    template = (
        f"CASE WHEN %(expressions)s ~ '{RISKY}' THEN "
        "regexp_replace(regexp_replace(%(expressions)s, "
        rf"'(^|[;\t\r\n])(\s*)({SIGNS})', '\1''\2\3', 'g'), "
        r"'^([\t\r\n])', '''\1') ELSE %(expressions)s END"
    )


class Clock(Func):
    """What a clock in ``zone`` shows, as a spreadsheet reads it."""

    template = (
        "to_char(%(expressions)s AT TIME ZONE '%(zone)s', 'YYYY-MM-DD HH24:MI:SS')"
    )
    output_field = TextField()


class Instant(Repeating):
    """Text as an instant; NULL if it is none."""

    template = (
        "CASE WHEN pg_input_is_valid(%(expressions)s, 'timestamptz') "
        "THEN (%(expressions)s)::timestamptz END"
    )


class Joining(Func):
    """The names of those with whom a session was booked, as they were; NULL if none."""

    template = (
        "nullif(array_to_string(ARRAY(SELECT name #>> '{}' FROM "
        "jsonb_path_query(%(expressions)s, '$.contacts.*') AS name ORDER BY 1), ', '), '')"
    )
    output_field = TextField()


class Named(Func):
    """Their names today, where those were not kept yet; a primary key finds each."""

    template = (
        "array_to_string(ARRAY(SELECT name FROM clients_contact WHERE id = ANY(ARRAY("
        "SELECT jsonb_path_query(%(expressions)s, '$.contacts[*] ? (@ >= 1 && @ < 9e18)')"
        "::bigint)) ORDER BY name, id), ', ')"
    )
    output_field = TextField()


def columns() -> dict[str, Any]:
    """Each column of the file, by its heading."""
    zone, clock = settings.TIME_ZONE, say_zone()
    return {
        f"When ({clock})": Clock("at", zone=zone),
        "When (UTC)": Clock("at", zone="UTC"),
        "What happened": in_words(F("kind"), EventKind.choices),
        "Who": Inert(_as_it_was("actor")),
        "Client": Inert(_as_it_was("client")),
        "Contact": Inert(
            Coalesce(_as_it_was("contact"), Joining("names"), Named("detail"))
        ),
        "Clinician": Inert(_as_it_was("clinician")),
        "Revoked by": Inert(KT("names__revoker")),
        "Reason": Inert("reason"),
        "Not booked because": Inert(in_words(KT("detail__code"), REFUSALS.items())),
        f"Session starts ({clock})": Clock(Instant(KT("detail__starts")), zone=zone),
        "Client number": F("client_id"),
        "Contact number": F("contact_id"),
        "Release number": F("release_id"),
        "Session number": F("session_id"),
        "Event number": F("number"),
        "Detail": Inert(Cast("detail", TextField())),
        "Names": Inert(Cast("names", TextField())),
        "SHA-256": F("sha256"),
    }


def _as_it_was(role: str) -> Coalesce:
    """What someone was called as it happened; today's name where that was not kept."""
    return Coalesce(KT(f"names__{role}"), f"{role}__name", output_field=TextField())


def in_words(column: Any, words: Iterable[tuple[str, str]]) -> Case:
    """``column`` in words; as it is where it has none."""
    known = [When(Exact(column, code), then=Value(said)) for code, said in words]
    return Case(*known, default=column, output_field=TextField())


def lines(events: QuerySet[ConsentEvent]) -> Iterator[bytes]:
    """The file, newest events first."""
    yield from copied(events, columns())


def copied(found: QuerySet[Any], headings: Mapping[str, Any]) -> Iterator[bytes]:
    """What was ``found``, newest first, in pieces; everything quoted.

    It starts with the mark by which spreadsheets know UTF-8.
    """
    yield "\ufeff".encode() + ",".join(f'"{name}"' for name in headings).encode()
    yield b"\n"
    cells = {
        f"cell{place}": Coalesce(Cast(cell, TEXT), Value(""), output_field=TEXT)
        for place, cell in enumerate(headings.values())
    }
    rows = found.annotate(**cells).order_by("-at", "-id").values(*cells)
    compose: Any = connection.ops
    query = compose.compose_sql(*rows.query.sql_with_params())
    copy_out = f"COPY ({query}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
    using = replica.source()
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(UNLIMITED)
        with cursor.copy(copy_out) as copy:
            piece = bytearray()
            for row in copy:
                piece += row
                if len(piece) >= CHUNK:
                    yield bytes(piece)
                    piece.clear()
            yield bytes(piece)
