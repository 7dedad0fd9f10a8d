"""Each setting is in the README's table, and the table holds no other."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.environment import ROOT
from tests.practice.setup.test_environment import settings_with

READ = re.compile(r'\benv(?:_\w+)?\(\s*["\']([A-Z_]+)["\']|\b\w+="([A-Z_]+_URL)"')


def test_the_table_of_settings_is_whole() -> None:
    """All but what tests and commands set for themselves."""
    code = [*(ROOT / "practice").rglob("*.py"), ROOT / "manage.py"]
    read = {"".join(name) for path in code for name in READ.findall(path.read_text())}
    page = (ROOT / "README.md").read_text().partition("## Settings")[2]
    rows = re.findall(r"^\| (`.+?) \|", page.partition("\n## ")[0], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRACTICE_URL", "https://practice.example/path"),
        ("PRACTICE_URL", "practice.example"),
        ("PRACTICE_URL", "http://practice.example"),
        ("PRACTICE_URL", "http://127.0.0.1.example"),
        ("SMTP_SECURITY", "ssl3"),
        ("SMTP_PORT", "submission"),
        ("ROOT_MAIL_TO", "Nora <nora@practice.example>"),
        ("ROOT_MAIL_TO", "a@practice.example,b@practice.example"),
        ("TIMESTAMP_URL", "http://stamps.example/"),
        ("TIMESTAMP_URL", "https://me:secret@stamps.example/"),
    ],
)
def test_a_setting_of_mail_that_is_none_starts_nothing(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        settings_with(monkeypatch, **{name: value})


@pytest.mark.parametrize(
    ("security", "port", "starttls", "tls"),
    [("", 587, True, False), ("tls", 465, False, True), ("none", 587, False, False)],
)
def test_mail_is_handed_over_by_tls_unless_said_otherwise(
    security: str, port: int, starttls: bool, tls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"SMTP_SECURITY": security} if security else {}
    found = settings_with(monkeypatch, **said)
    assert found["EMAIL_PORT"] == port
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starttls, tls)
