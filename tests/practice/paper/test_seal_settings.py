"""The public part of the key, for an admin to print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import Client as Browser

from practice.models import User
from practice.paper import key


@pytest.fixture
def noras(nora: User, tmp_path: Path, settings: Any) -> Browser:
    settings.DATA_DIR = tmp_path / "data"
    browser = Browser()
    browser.force_login(nora)
    return browser


def test_the_public_part_is_shown_and_nothing_of_the_key(noras: Browser) -> None:
    page = noras.get("/settings/seal/").content.decode()
    held = key.own()
    assert held.certificate.public_bytes(Encoding.PEM).decode().strip() in page
    for group in (held.fingerprint[:8], held.fingerprint[-8:]):
        assert f"<code>{group}</code>" in page
    assert "PRIVATE" not in page
    assert "What sealed before" not in page


def test_what_sealed_before_is_shown_too(noras: Browser) -> None:
    old, new = key.own(), key.replace()
    page = noras.get("/settings/seal/").content.decode()
    assert page.index(new.fingerprint[:8]) < page.index("What sealed before")
    assert page.index("What sealed before") < page.index(old.fingerprint[:8])


def test_a_key_that_cannot_be_read_is_said_to_be(noras: Browser) -> None:
    key.own()
    (key.folder() / "key.pem").write_text("nothing")
    response = noras.get("/settings/seal/")
    assert response.status_code == 503
    assert "cannot be read or made" in response.content.decode()


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_only_an_admin_is_shown_it(
    client: Browser, request: pytest.FixtureRequest, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get("/settings/seal/").status_code == 404
