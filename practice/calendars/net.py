"""Connecting to whom an address names, where that is outside: looked up once, and what was
found and looked at is what is connected to.
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit, urlunsplit

import certifi

from practice.calendars.trouble import Trouble

HTTPS = 443
LONGEST_ADDRESS = 2000
A_TRY = 5  # seconds
# What Python calls public and is not for us: what is set apart, ways through to addresses
# of the other kind, and where clouds answer their own machines.
SET_APART = [
    ip_network(each)
    for each in (
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/23",
        "2002::/16",
    )
]


class Net:
    """How the outside is reached. Tests have another; nothing that is set up chooses it."""

    def look_up(self, host: str) -> list[str]:
        found = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(each[4][0]) for each in found))

    def connect(self, ip: str, seconds: float) -> socket.socket:
        return socket.create_connection((ip, HTTPS), timeout=seconds)

    def trusted(self) -> ssl.SSLContext:
        """Those whom this machine trusts, and where it knows nobody, whom browsers do."""
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context


class Pinned(HTTPSConnection):
    """Speaks to the addresses that were looked at, and asks for the name's certificate."""

    def __init__(self, host: str, net: Net, seconds: float) -> None:
        self.net, self.trust, self.seconds = net, net.trusted(), seconds
        super().__init__(host, timeout=seconds, context=self.trust)
        self._pipe: ssl.SSLSocket | None = None

    def connect(self) -> None:
        for ip in public_addresses(self.host, self.net):
            try:
                plain = self.net.connect(ip, min(A_TRY, self.seconds))
            except OSError:
                continue
            plain.settimeout(self.seconds)
            self.sock = self._pipe = self.trust.wrap_socket(
                plain, server_hostname=self.host
            )
            return
        raise Trouble("unreachable")

    def wait_no_longer_than(self, seconds: float) -> None:
        """For what comes next; http.client lets go of the pipe before all was read."""
        if self._pipe is not None:
            self._pipe.settimeout(seconds)

    def close(self) -> None:
        super().close()
        if self._pipe is not None:
            self._pipe.close()


def https_of(text: str) -> str:
    """The address as it is asked, whoever calls it webcal. Raises ``Trouble``."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise Trouble("address") from None
    plain = text.isprintable() and " " not in text and len(text) <= LONGEST_ADDRESS
    open_to_all = "@" not in parts.netloc and port in (None, HTTPS)
    if parts.scheme not in {"https", "webcal", "webcals"} or not (
        host and plain and open_to_all and text.isascii()
    ):
        raise Trouble("address")
    netloc = f"[{host}]" if ":" in host else host
    return urlunsplit(("https", netloc, parts.path or "/", parts.query, ""))


def public_addresses(host: str, net: Net) -> list[str]:
    """All that ``host`` is, if each of them is outside. Raises ``Trouble``."""
    try:
        found = net.look_up(host)
    except (OSError, UnicodeError):
        raise Trouble("unknown") from None
    if not found:
        raise Trouble("unknown")
    if not all(is_public(each) for each in found):
        raise Trouble("inside")
    return found


def is_public(text: str) -> bool:
    try:
        ip: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:  # with a zone, such as fe80::1%eth0
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    inside = (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
    )
    return ip.is_global and not inside and not any(ip in each for each in SET_APART)
