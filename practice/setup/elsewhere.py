"""A database on another machine is spoken with over TLS, once it has proved which it is."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import Any

NEEDS_TLS = (
    "{name} leads to another machine: end it with ?sslmode=verify-full, and with "
    "&sslrootcert=/etc/ssl/certs/ca-certificates.crt or the file of whoever signed its "
    "certificate, so that nobody on the way reads along or answers in its place."
)


def may_be_overheard(database: dict[str, Any]) -> bool:
    """Whether what is said to it leaves this machine, and could be read or answered there.

    A lesser ``sslmode`` encrypts, for whoever answers.
    """
    options = database.get("OPTIONS", {})
    if options.get("sslmode") == "verify-full":
        return False
    host = database["HOST"] or options.get("host") or os.environ.get("PGHOST", "")
    address = options.get("hostaddr") or os.environ.get("PGHOSTADDR", "")
    places = [*host.split(","), *address.split(",")]
    return "service" in options or not all(_is_here(place) for place in places)


def _is_here(place: str) -> bool:
    """A socket, or an address that leads nowhere else; of several, libpq takes any."""
    if not place or place.startswith(("/", "@")) or place.lower() == "localhost":
        return True
    try:
        return ip_address(place).is_loopback
    except ValueError:
        return False
