"""Mailing the address under which a new password is chosen."""

from __future__ import annotations

from django.conf import settings

from practice.accounts.passwords.tokens import path_for
from practice.jobs.task import job
from practice.mail import Words, send
from practice.models import User

SAYS = [
    "Someone asked for a new password for the account at this address.",
    "The link opens for one hour, and once. If it was not you, do nothing: your password "
    "stays as it is.",
]


@job("mail_new_password")
def mail_new_password(user: int) -> None:
    """To nobody where there is no such person: asking takes as much work then, too."""
    found = User.objects.filter(pk=user, is_active=True).exclude(email="").first()
    if found is None:
        return
    link = f"{settings.PRACTICE_URL}{path_for(found)}"
    send(found.email, "en", Words(SAYS, link=link, link_says="Choose a new password"))
