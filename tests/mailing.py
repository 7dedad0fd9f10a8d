"""A mail server of the test's own: what it has taken, and how it answers next."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.serving import free_port

TAKEN = "250 OK"


class Server:
    """Takes mail, unless ``answer`` says otherwise."""

    def __init__(self) -> None:
        self.answer = TAKEN
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the library's own name
        if self.answer == TAKEN:
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.taken.append(mail)
        return self.answer


@pytest.fixture
def post(settings: Any) -> Iterator[Server]:
    """A server that the practice's settings name, over plain SMTP on this machine."""
    server, port = Server(), free_port()
    settings.DEMO = False
    settings.PRACTICE_NAME = "Elm Street Counseling"
    settings.PRACTICE_PHONE = "(518) 555-0100"
    settings.PRACTICE_URL = "https://elm-street.example"
    settings.MAIL_FROM = "office@elm-street.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server
    controller.stop()


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """Its words as plain text, or as html."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
