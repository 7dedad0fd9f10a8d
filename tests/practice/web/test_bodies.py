"""No page reads more than it takes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client as Browser

from clients.models import Client
from practice.web.bodies import SMALL
from releases.signing.drawing import HEIGHT, MOST_POINTS, WIDTH

LARGEST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
FORM = "application/x-www-form-urlencoded"


class Untouched:
    """A body that nobody may read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError

    readline = read


def sends(browser: Browser, page: str, length: int) -> int:
    """The status of the answer to so long a form, none of which is to be read."""
    more = {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(length)}
    return browser.post(page, content_type=FORM, **more).status_code


@pytest.mark.parametrize("length", [SMALL + 1, LARGEST, 1000 * 1024 * 1024])
@pytest.mark.parametrize("page", ["/sign-in/", "/sign-out/", "/nowhere/", "/week/"])
def test_nothing_long_is_read_of_a_stranger(
    page: str, length: int, client: Browser
) -> None:
    assert sends(client, page, length) == 413


def test_no_page_reads_more_than_the_largest_form(
    adas: Browser, jordan: Client
) -> None:
    page = f"/clients/{jordan.pk}/sessions/new/"
    assert sends(adas, page, LARGEST + 1) == 413
    with pytest.raises(AssertionError):
        sends(adas, page, LARGEST)


def test_a_page_says_so(client: Browser) -> None:
    response = client.post("/sign-in/", {"username": "a" * SMALL})
    assert response.status_code == 413
    assert "More was sent than this page takes" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_a_name_and_a_password_are_no_more_than_is_taken(
    client: Browser, db: None
) -> None:
    sent = {"username": "a" * 150, "password": "ä" * 1000, "next": "/" + "b" * 2000}
    assert client.post("/sign-in/", sent).status_code == 200


def test_the_longest_signature_fits(adas: Browser) -> None:
    strokes = [[[WIDTH, HEIGHT]] for _ in range(MOST_POINTS)]
    form = {"strokes": json.dumps(strokes, separators=(",", ":")), "signer": "ä" * 200}
    assert len(urlencode(form)) < LARGEST * 0.9
