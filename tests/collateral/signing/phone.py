"""A phone on which releases are signed: a process of its own, whose database may be
killed meanwhile. It does what it is told, a word a line, and says what came of it.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client as Browser
from django.test.utils import setup_test_environment

from clients.models import ConsentEvent, EventKind
from practice.models import Role
from releases.models import Document, Release, ReleaseDraft, Signature, SignatureLink
from tests.cast import client_of, contact_of, user
from tests.environment import PATIENCE, pytest_configure
from tests.links import link_of, opened
from tests.model_states import alone
from tests.releases.links.test_once import at_the_mark
from tests.releases.links.test_signing import SIGNS
from tests.signed import draft_for


class Phone:
    """On which Jordan signs a release for Ben, and then another."""

    draft: ReleaseDraft
    link: SignatureLink
    browser: Browser

    def __init__(self) -> None:
        self.ada = user("ada", "Dr. Ada Okafor", Role.CLINICIAN)
        self.ben = contact_of(client_of(self.ada, "Jordan Reyes"), "Ben Hart")

    def ready(self) -> bool:
        """Another release, which waits for nothing but the last step."""
        self.draft = draft_for(self.ben, self.ada)
        self.link, path = link_of(self.draft, self.ada)
        self.browser = opened(path)
        self.browser.raise_request_exception = False
        at_the_mark(self.browser)
        return True

    def sign(self) -> int:
        """Sends the signature; the status of the answer."""
        try:
            status: int = self.browser.post("/room/mark/", SIGNS).status_code
        finally:
            connection.close()  # as gunicorn's worker does after each request
        return status

    def look(self) -> dict[str, int]:
        """How many there are of each row that one signature makes."""
        made = Release.objects.filter(draft=self.draft)
        told = ConsentEvent.objects.filter(kind=EventKind.SIGNED)
        return {
            "release": made.count(),
            "signature": Signature.objects.filter(link=self.link).count(),
            "paper": made.filter(document__paper__isnull=False).count(),
            "permits": made.filter(grants__isnull=False).distinct().count(),
            "told": told.filter(detail__draft=self.draft.pk).count(),
            "used": SignatureLink.objects.filter(
                pk=self.link.pk, used_at__isnull=False
            ).count(),
        }

    def strays(self) -> int:
        """Documents that are no release's; and whether all the rest fits is asked."""
        call_command("verify", stdout=sys.stderr)
        return Document.objects.filter(release=None).count()


def reach() -> None:
    """Wait for a server that was killed to be back: as long as that takes here."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > until:
                raise
        else:
            return


def main() -> None:
    """Until nobody tells it anything any more."""
    pytest_configure()
    setup_test_environment()
    with alone():
        call_command("migrate", verbosity=0)
    phone = Phone()
    for line in sys.stdin:
        reach()
        answer: Any = getattr(phone, line.strip())()
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()
