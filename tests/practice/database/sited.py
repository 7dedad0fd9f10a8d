"""A practice that is served by several, and Okafor, who books in it over HTTP."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg
from django.utils import timezone

from tests.environment import PATIENCE
from tests.several import NAME, PGBOUNCER, Machines, machines, manage, url

SIGN_IN = """
import django; django.setup()
from practice.models import User
from tests.benchmarks.scratch import signed_in
print(signed_in(User.objects.get(username="okafor")).cookies["sessionid"].value)
"""
THEIRS = """
SELECT count(*) FROM collateral_session
WHERE client_id = %s AND status = 'scheduled' AND lower(during) = %s
"""
TOKEN = "a" * 32


class Site(NamedTuple):
    """Where all of them keep their records."""

    machines: Machines
    primary: Path
    settings: dict[str, str]
    session: str
    contact: int
    client: int

    def asked(self, statement: str, *given: object) -> list[tuple]:
        with psycopg.connect(host=str(self.primary), user=NAME, dbname=NAME) as server:
            return server.execute(statement, given).fetchall()

    def send(self, address: str, day: date, hour: int = 5) -> int | None:
        """The answer to a form that books Erik Strand; None where none comes."""
        typed = {
            "form_key": str(uuid4()),
            "csrfmiddlewaretoken": TOKEN,
            "contacts": [self.contact],
            "date": day.isoformat(),
            "start": f"{hour:02}:00",
            "length": 50,
            "room": "video",
            "format": "joint",
            "purpose": "relationship",
            "topics": "What helps after a hard day.",
            "boundaries": "Anyone may ask for a pause.",
            "despite": "Nobody works so early.",
        }
        path = f"/clients/{self.client}/sessions/new/"
        return self.ask(address, path, urlencode(typed, doseq=True))

    def ask(self, address: str, path: str, sent: str | None = None) -> int | None:
        """The answer to whoever is signed in; None where none comes."""
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        where = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        try:
            where.request("POST" if sent else "GET", path, sent, headers)
            answer = where.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            where.close()
        return answer.status

    def booked(self, day: date) -> int:
        """How many sessions there are at five."""
        at = timezone.make_aware(datetime.combine(day, time(5)))
        return int(self.asked(THEIRS, self.client, at)[0][0])


@contextlib.contextmanager
def sited() -> Iterator[Site]:
    """The demo, its pages through a pool where PgBouncer is installed."""
    with machines() as made:
        primary = made.primary()
        settings = {
            "DATABASE_URL": url(primary),
            "DATA_DIR": str(made.folder),
            "WEB_CONCURRENCY": "1",
            "DJANGO_SETTINGS_MODULE": "practice.settings",
        }
        manage("-m", "tests.copied", **settings)
        manage("manage.py", "demo", **settings)
        session = manage("-c", SIGN_IN, **settings)
        if PGBOUNCER:
            settings["DATABASE_POOL_URL"] = url(made.pool(primary), 6432)
        with psycopg.connect(host=str(primary), user=NAME, dbname=NAME) as server:
            erik = (
                "SELECT id, client_id FROM clients_contact WHERE name = 'Erik Strand'"
            )
            contact, client = server.execute(erik).fetchone() or (0, 0)
        yield Site(made, primary, settings, session.strip(), contact, client)
