"""A paper is checked where it is: it never leaves the browser of whoever has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from clients.models import Contact
from practice.models import User
from releases.printing.paper import original
from tests.releases.proof.falsify import signed_on_screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KNOWN, UNKNOWN = "unchanged.", "This file was not sealed here"


@pytest.fixture
def sealed(ben: Contact, ada: User, tmp_path: Path) -> Path:
    """Ben's paper, and beside it one with a bit changed."""
    pdf = bytes(original(signed_on_screen(ben, ada).document).pdf)
    (tmp_path / "changed.pdf").write_bytes(pdf[:-9] + b"!" + pdf[-8:])
    (tmp_path / "sealed.pdf").write_bytes(pdf)
    return tmp_path / "sealed.pdf"


def checked(page: Page, file: Path) -> None:
    page.get_by_label("The PDF").set_input_files(file)
    page.get_by_role("button", name="Check this file").click()


def test_its_hash_is_made_in_the_browser_and_sent_alone(
    page: Page, live_server: Any, sealed: Path
) -> None:
    sent: list[Request] = []
    page.on("request", lambda each: each.method == "POST" and sent.append(each))
    page.goto(f"{live_server.url}/verify/")
    expect(page.get_by_text("It stays on your device")).to_be_visible()
    checked(page, sealed)
    expect(page.locator(".answer")).to_contain_text(KNOWN)
    checked(page, sealed.with_name("changed.pdf"))
    expect(page.locator(".answer")).to_contain_text(UNKNOWN)
    bodies = [each.post_data_buffer or b"" for each in sent]
    assert len(bodies) == 2
    assert all(b'name="sha256"' in body for body in bodies)
    assert max(map(len, bodies)) < 1000
    assert page.url == f"{live_server.url}/verify/"


def test_without_scripts_it_is_sent_and_says_so(
    new_context: Callable[..., BrowserContext], live_server: Any, sealed: Path
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/verify/")
    expect(
        page.get_by_text("It is sent to us, compared, and not kept.")
    ).to_be_visible()
    checked(page, sealed)
    expect(page.locator(".answer")).to_contain_text(KNOWN)
