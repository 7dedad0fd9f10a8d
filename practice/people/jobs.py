"""Mailing an invitation, once it is sure that it was made."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from practice.jobs.task import GaveUp, job
from practice.mail import Words, send
from practice.models import Invitation
from practice.people.inviting import fresh_token, path_of

# Without a name or a role: whoever carries it reads it too.
SAYS = [
    "You are invited to sign in here. Choose the name and the password by which you do.",
    "The link opens for seven days at most, once. If you have another message like this, "
    "the newest one counts. If you expect none, do nothing.",
]


@job("mail_invitation")
def mail_invitation(invitation: int) -> None:
    """Mail it under an address made for this mail, or not at all if it is over."""
    found = fresh_token(invitation)
    if found is None:
        return
    made, token = found
    link = settings.PRACTICE_URL + path_of(token)
    try:
        send(made.email, "en", Words(SAYS, link=link, link_says="Choose them"))
    except GaveUp:
        still = Invitation.objects.open().filter(pk=invitation)
        still.update(mail_failed_at=timezone.now())
        raise
