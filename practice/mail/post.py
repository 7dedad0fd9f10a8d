"""Handing a mail to the server that carries it, and what its answer means."""

from __future__ import annotations

import contextlib
import smtplib

from django.core.mail import EmailMultiAlternatives, get_connection

from practice.jobs.task import GaveUp
from practice.mail.letter import Words, letter

FOR_GOOD = range(500, 600)  # RFC 5321, 4.2.1; 4xx may go another time


class MailFailed(Exception):  # noqa: N818 - it is what it is, not an error
    """Not taken this time: no server, or one that says *later*."""


def send(address: str, language: str, words: Words, *, stop_url: str = "") -> None:
    """Hand it over, from a job that holds no transaction open. Raises MailFailed, to be
    tried again, or GaveUp where that is of no use.

    ``stop_url`` offers to be sent no more reminders, in one click.
    """
    _hand_over(letter(address, language, words, stop_url))


def _hand_over(mail: EmailMultiAlternatives) -> None:
    # What the server says may quote the address, so neither error carries it on.
    mail.connection = get_connection()
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = {code for code, _ in refused.recipients.values()}
        raise _meaning(max(codes, default=0)) from None
    except smtplib.SMTPAuthenticationError:
        raise MailFailed from None  # our own settings: they may be mended meanwhile
    except smtplib.SMTPResponseException as refused:
        raise _meaning(refused.smtp_code) from None
    except (smtplib.SMTPException, OSError):
        raise MailFailed from None
    finally:
        with contextlib.suppress(OSError):
            mail.connection.close()  # Django leaves it open where TLS is refused


def _meaning(code: int) -> Exception:
    return GaveUp() if code in FOR_GOOD else MailFailed()
