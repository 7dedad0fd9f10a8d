"""Forms as they are printed, and as their pages are sent in and read."""

from __future__ import annotations

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from practice.paper.scanning.reader import Reader
from releases.models import FormKind, ScannedPage
from releases.scans.form import Sent
from releases.scans.reading import read_batch, receive
from releases.signed_forms.asked import Asked
from tests.releases.printing.papers import text_of


def asked(
    client: Client,
    kind: FormKind = FormKind.CONSENT,
    contact: Contact | None = None,
    code: str = "en",
) -> Asked:
    """That form, to be printed in the language ``code``."""
    return Asked(kind, client, contact, code, (), timezone.localdate())


def sent_in(by: User, *files: bytes) -> list[ScannedPage]:
    """Each page of these files, once they are read."""
    with Reader() as reader:
        sent = [Sent(each, reader.look(each)) for each in files]
    batch = receive(sent, by)
    read_batch(batch.pk)
    return list(batch.pages.all())


def paper(browser: Browser, path: str) -> str:
    """What the PDF there says."""
    answer = browser.get(path)
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(text_of(answer.getvalue()).split())
