"""How mail goes out is said to whoever looks after the program."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.upkeep.test_doctor import fact
from tests.serving import free_port

pytestmark = pytest.mark.django_db


def test_how_mail_goes_out_is_said_without_asking_its_server(settings: Any) -> None:
    settings.DEMO = False
    assert fact("mail").said == "Nothing can be mailed."
    settings.PRACTICE_URL = "https://elm-street.example"
    settings.MAIL_FROM = "office@elm-street.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", free_port()
    said = "Mail goes out by localhost, from office@elm-street.example."
    assert (fact("mail").is_well, fact("mail").said) == (True, said)
    assert not fact("mail_server", slow=True).is_well
