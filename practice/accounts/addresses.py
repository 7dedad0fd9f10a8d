"""Where a request comes from."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD = (
    64  # bits: what one household or machine has of IPv6, to choose from at will
)


def address_of(request: HttpRequest | None) -> str | None:
    """The address of whoever asks; None where nobody can tell.

    Behind a proxy, the last that stands in ``X-Forwarded-For``: our own proxy wrote
    it, and whoever asks may have written those before it.
    """
    if request is None:
        return None
    said = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    try:
        address = ip_address(said.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    return str(address)


def neighbourhood(address: str) -> str:
    """All addresses among which whoever has this one may choose."""
    if ip_address(address).version == 4:  # noqa: PLR2004
        return address
    return str(ip_network(f"{address}/{HOUSEHOLD}", strict=False))
