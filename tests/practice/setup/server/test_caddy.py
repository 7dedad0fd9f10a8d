"""The proxy that speaks HTTPS before the pages."""

from __future__ import annotations

import re

import pytest

from practice.setup.server.caddy import SITE, written


def test_nothing_that_it_speaks_by_itself_is_loosened() -> None:
    """TLS 1.2 and 1.3 alone, and the suites that it prefers, unless somebody says other."""
    assert not re.search(r"protocols|ciphers|curves|insecure|client_auth", SITE)


def test_what_it_forwards_stays_on_this_machine_and_is_not_logged() -> None:
    assert re.findall(r"reverse_proxy (\S+):", SITE) == ["127.0.0.1"]
    assert "log" not in SITE


@pytest.mark.parametrize("email", ["amara@practice.example", ""])
def test_it_counts_what_was_answered_for_this_machine_alone(email: str) -> None:
    """On Caddy's own port, which no other machine reaches unless somebody says so."""
    told, _, site = written("practice.example", email, []).partition("\n}\n")
    assert told.endswith("\tservers {\n\t\tmetrics\n\t}")
    assert "metrics" not in site
    assert not re.search(r"\badmin\b|per_host", told)


@pytest.mark.parametrize("domain", ["practice.example", ""])
def test_programs_are_refused_over_plain_http_and_browsers_led_on(domain: str) -> None:
    host = domain or "10.0.0.7"
    plain = written(domain, "", ["10.0.0.7"]).partition(f"\nhttp://{host} {{")[2]
    assert "@programs path /api/* /feed/*\n" in plain
    refused, _, led_on = plain.partition("handle {")
    assert re.search(r'respond ".+" 403', refused)
    assert "redir https://{host}{uri} permanent" in led_on


def test_a_certificate_is_one_that_all_trust_wherever_there_is_a_domain() -> None:
    """Unless told otherwise Caddy has a public authority sign it, and renews it."""
    public = written("practice.example", "amara@practice.example", [])
    assert "\npractice.example {" in public
    assert "email amara@practice.example" in public
    assert not re.search(r"\btls\b|issuer|acme_ca|local_certs", public)
    assert "tls internal" in written("", "", ["10.0.0.7"])
