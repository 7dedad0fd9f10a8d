"""Whether this practice mails at all, and where its links lead."""

from __future__ import annotations

from django.conf import settings

WHY_NOT = (
    "This practice has not set up mail (SMTP_HOST, MAIL_FROM and PRACTICE_URL in the "
    "settings). Show it on the screen, or hand it over on paper."
)


def can_mail() -> bool:
    """The demo can: what it sends goes no further than a folder (see ``DATA_DIR``)."""
    if settings.DEMO:
        return True
    return bool(settings.EMAIL_HOST and settings.MAIL_FROM and settings.PRACTICE_URL)
