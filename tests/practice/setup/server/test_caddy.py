"""The proxy that speaks HTTPS before the pages."""

from __future__ import annotations

import re

from practice.setup.server.caddy import SITE


def test_nothing_that_it_speaks_by_itself_is_loosened() -> None:
    """TLS 1.2 and 1.3 alone, and the suites that it prefers, unless somebody says other."""
    assert not re.search(r"protocols|ciphers|curves|insecure|client_auth", SITE)


def test_what_it_forwards_stays_on_this_machine_and_is_not_logged() -> None:
    assert re.findall(r"reverse_proxy (\S+):", SITE) == ["127.0.0.1"]
    assert "log" not in SITE
