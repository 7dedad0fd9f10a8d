"""Whether the server that takes mail answers."""

from __future__ import annotations

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection

from practice.mail import can_mail
from practice.upkeep.facts import Fact

SECONDS = 5


def facts() -> Iterator[Fact]:
    if can_mail() and not settings.DEMO:
        yield _server()


def _server() -> Fact:
    try:
        carrier = get_connection(timeout=SECONDS)
        carrier.open()
        carrier.close()
    except (OSError, SMTPException):
        do = (
            "See whether SMTP_HOST, its port and password are right, and that it is up."
        )
        said = "The server that takes mail does not let us in."
        return Fact("mail_server", False, said, do)
    return Fact("mail_server", True, "The server that takes mail answers.")
