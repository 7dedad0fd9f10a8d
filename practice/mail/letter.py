"""One mail: its neutral subject, and its words as plain text and as simple HTML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import formataddr, make_msgid
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string

from practice.jobs.task import GaveUp
from practice.letterhead.current import letterhead
from practice.models import Letterhead

WORDS = Path(__file__).with_name("words.toml")
ENGLISH = "en"


@dataclass(frozen=True)
class Words:
    """What one mail says in its own language. Names nobody, and nothing of anyone's care.

    Without a ``subject`` of its own, it has the practice's name.
    """

    paragraphs: Sequence[str]
    link: str = ""
    link_says: str = ""
    subject: str = ""


def letter(
    address: str, language: str, words: Words, stop_url: str = ""
) -> EmailMultiAlternatives:
    """A mail to ``address``. Raises GaveUp if that is none, as it may hold line ends."""
    try:
        validate_email(address)
    except ValidationError:
        raise GaveUp from None
    head = letterhead()
    said = {"words": words, "stop_url": stop_url, **_frame(language, head)}
    mail = EmailMultiAlternatives(
        subject=_one_line(words.subject or head.name),
        body=render_to_string("practice/mail/letter.txt", said),
        from_email=formataddr((_one_line(head.name), settings.MAIL_FROM)),
        to=[address],
        headers={
            # This machine's own name is nobody's business.
            "Message-ID": make_msgid(domain=settings.MAIL_FROM.rpartition("@")[2]),
            "Auto-Submitted": "auto-generated",
            **(_one_click(stop_url) if stop_url else {}),
        },
    )
    mail.attach_alternative(
        render_to_string("practice/mail/letter.html", said), "text/html"
    )
    return mail


def _one_click(stop_url: str) -> dict[str, str]:
    """RFC 8058: the reader's own mail program offers to stop, and posts there."""
    return {
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _frame(language: str, head: Letterhead) -> dict[str, str]:
    """What stands around the words; in English where the language has none."""
    code = language if language in _languages() else ENGLISH
    practice = {"practice": head.name, "phone": head.phone}
    frame = {name: text.format(**practice) for name, text in _languages()[code].items()}
    return {"code": code, "subject": head.name, **frame}


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
