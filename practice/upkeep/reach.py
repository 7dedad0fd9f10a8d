"""Whether mail is set up, and its server answers."""

from __future__ import annotations

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection

from practice.mail import can_mail
from practice.upkeep.facts import Fact

SECONDS = 5


def facts() -> Iterator[Fact]:
    yield _mail()


def _mail() -> Fact:
    if settings.DEMO:
        return Fact("mail", True, "Mail goes into a folder, as this is the demo.")
    if not can_mail():
        do = "Set SMTP_HOST, MAIL_FROM and PRACTICE_URL."
        return Fact("mail", False, "Nothing can be mailed.", do)
    try:
        carrier = get_connection(timeout=SECONDS)
        carrier.open()
        carrier.close()
    except (OSError, SMTPException):
        do = (
            "See whether SMTP_HOST, its port and password are right, and that it is up."
        )
        return Fact("mail", False, "The server that takes mail does not let us in.", do)
    return Fact("mail", True, "The server that takes mail answers.")
