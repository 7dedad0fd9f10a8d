"""Anyone may ask whether a file was sealed here, and learns nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.accounts.throttle import VERIFIED
from practice.formats import say_day_short_year
from practice.models import User
from releases.printing.paper import original
from tests.cast import blank_paper
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import signed_on_screen
from tests.signed import sign

UNKNOWN = "This file was not sealed here, or it was changed since."


@pytest.fixture
def sealed(ben: Contact, ada: User) -> bytes:
    """Ben's paper, as whoever was given it has it."""
    return bytes(original(signed_on_screen(ben, ada).document).pdf)


def answer(browser: Browser, pdf: bytes, *, sent: bool = False) -> Any:
    """What is said of a file that is hashed in the browser, or ``sent`` itself."""
    if sent:
        said = {"file": SimpleUploadedFile("a.pdf", pdf, "application/pdf")}
    else:
        said = {"sha256": hashlib.sha256(pdf).hexdigest()}
    return browser.post("/verify/", said)


def told(browser: Browser, pdf: bytes, *, sent: bool = False) -> str:
    return words(answer(browser, pdf, sent=sent).content.decode())


@pytest.mark.parametrize("sent", [False, True])
def test_a_sealed_paper_is_known_by_its_day(
    client: Browser, sealed: bytes, sent: bool
) -> None:
    shown = told(client, sealed, sent=sent)
    day = say_day_short_year(timezone.localdate())
    assert f"Sealed here on {day}, unchanged." in shown
    for name in ("Ben", "Hart", "Jordan", "Reyes", "Okafor"):
        assert name not in shown


@pytest.mark.parametrize("sent", [False, True])
def test_changed_by_a_bit_it_is_not_known(
    client: Browser, sealed: bytes, sent: bool
) -> None:
    changed = bytearray(sealed)
    changed[-9] ^= 1
    assert UNKNOWN in told(client, bytes(changed), sent=sent)


def test_of_a_file_that_was_never_here_as_much_is_said(
    client: Browser, sealed: bytes
) -> None:
    changed, other = told(client, sealed + b"\n"), told(client, b"%PDF-1.7")
    assert changed == other


def test_a_paper_that_was_never_sealed_is_not_said_to_be(
    client: Browser, ben: Contact
) -> None:
    kept = blank_paper(sign(ben).document)
    assert UNKNOWN in told(client, bytes(kept.pdf))


@pytest.mark.parametrize(
    "said", [{}, {"sha256": ""}, {"sha256": "F" * 64}, {"sha256": "0" * 65}]
)
def test_without_a_file_it_is_said_beside_the_field(
    client: Browser, said: dict[str, str]
) -> None:
    response = client.post("/verify/", said)
    assert response.status_code == 422
    assert 'id="file_error">Choose the PDF to check.' in response.content.decode()


def test_what_is_sent_is_not_kept(
    client: Browser, sealed: bytes, tmp_path: Path, settings: Any
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    with mock.patch("tempfile.NamedTemporaryFile", side_effect=AssertionError):
        large = sealed + b"\0" * 9 * 1024 * 1024
        assert answer(client, large, sent=True).status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_whoever_asks_without_end_is_asked_to_wait(
    client: Browser, sealed: bytes
) -> None:
    statuses = [answer(client, b"x").status_code for _ in range(VERIFIED + 1)]
    assert statuses == [200] * VERIFIED + [429]
    shown = words(client.post("/verify/", {"sha256": "0" * 64}).content.decode())
    assert "That was often. Try again after " in shown
    elsewhere = Browser(REMOTE_ADDR="203.0.113.7")
    assert "unchanged." in told(elsewhere, sealed)


def test_asking_for_papers_leaves_the_door_as_it_was(
    client: Browser, ada: User
) -> None:
    for _ in range(VERIFIED + 1):
        answer(client, b"x")
    ada.set_password("between two chairs")
    ada.save(update_fields=["password"])
    said = {"username": "ada", "password": "between two chairs"}
    assert client.post("/sign-in/", said).status_code == 302


def test_a_form_of_another_site_is_not_taken(sealed: bytes) -> None:
    strict = Browser(enforce_csrf_checks=True)
    assert answer(strict, sealed).status_code == 403


def test_the_page_leads_on_without_a_script(client: Browser) -> None:
    page = client.get("/verify/").content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "It is sent to us, compared, and not kept." in page
    assert "js/verify.js" in page
