"""Whether mail is set up: how, and from where it comes. Asks no other machine."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from practice.mail import can_mail
from practice.upkeep.facts import Fact


def facts() -> Iterator[Fact]:
    if settings.DEMO:
        yield Fact("mail", True, "Mail goes into a folder, as this is the demo.")
    elif can_mail():
        said = f"Mail goes out by {settings.EMAIL_HOST}, from {settings.MAIL_FROM}."
        yield Fact("mail", True, said)
    else:
        do = "Set SMTP_HOST, MAIL_FROM and PRACTICE_URL."
        yield Fact("mail", False, "Nothing can be mailed.", do)
