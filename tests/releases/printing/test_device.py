"""The device of a signature, in words that whoever signed would know."""

from __future__ import annotations

import pytest

from releases.printing.device import browser_of, device_of
from releases.terms.languages import language

SAY = language("en").table("certificate")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
            "Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
            "like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari on iPad",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:143.0) Gecko/20100101 "
            "Firefox/143.0",
            "Firefox on Mac",
        ),
        ("Mozilla/5.0 (Plan 9)", "A web browser"),
        ("Mozilla/5.0 Firefox/143.0", "Firefox"),
        ("Tablet at the front desk", "Tablet at the front desk"),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_its_name(said: str, words: str) -> None:
    assert device_of(said, SAY) == words


def test_what_no_browser_says_of_itself_is_not_kept() -> None:
    assert browser_of("Identity checked by the practice, passport seen") == ""
    assert len(browser_of("Mozilla/5.0 " * 50)) == 300
