"""A form sent by a link, as its page makes one."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client as Browser

from clients.models import Client, Contact
from releases.models import FormKind
from tests.collateral.signed_forms.pages import path
from tests.formed import key_of
from tests.said import errors_in

MAILED = {"how": "mailed", "email": "rosa@example.org"}


def send(
    by: Browser,
    client: Client,
    kind: FormKind = FormKind.CONFIDENTIALITY,
    contact: Contact | None = None,
    **typed: str,
) -> Any:
    """To a parent, whom nothing on file names; or to whoever else ``to`` says."""
    to = key_of(client, kind, contact, typed.pop("capacity", "parent"), "")
    sent = {"to": to, "signer": "Rosa Vance", "how": "shown", "whose": "own"}
    return by.post(path(client, kind, contact, "link/"), {**sent, **typed})


def path_in(page: Any) -> str:
    """Of the link that ``page`` shows."""
    found = re.search(
        r"<code>http://testserver(/s/[\w-]{43}/)</code>", page.content.decode()
    )
    assert found, errors_in(page)
    return found[1]


def born(client: Client) -> str:
    """What a parent answers, of whom no date of birth is on file."""
    return client.date_of_birth.isoformat()
