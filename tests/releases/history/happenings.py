"""What happened, and how the history's page reads."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, EventKind


def read(browser: Browser, query: str = "", status: int = 200) -> str:
    """The words of the page."""
    page = browser.get(f"/history/{query}")
    assert page.status_code == status
    return words(page.content.decode())


def read_all(browser: Browser) -> str:
    """The words of every page, from the newest."""
    query, told = "", []
    while True:
        html = browser.get(f"/history/{query}").content.decode()
        told.append(words(html))
        further = re.search(r'rel="next" href="([^"]*)"', html)
        if not further:
            return " ".join(told)
        query = unescape(further[1])


def export(browser: Browser, query: str = "") -> list[dict[str, str]]:
    """The rows of the file, by their headings."""
    response = browser.get(f"/history/export.csv{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def words(page: str) -> str:
    main = re.sub(r"(?s).*<main|</main>.*", "", page)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main)).split())


def happened(
    kind: EventKind, client: Client, at: datetime | None = None, **about: Any
) -> ConsentEvent:
    """An event of ``client``, done by their clinician."""
    return ConsentEvent.objects.create(
        kind=kind,
        client=client,
        clinician=client.clinician,
        actor=about.pop("actor", client.clinician),
        at=at or timezone.now(),
        **about,
    )
