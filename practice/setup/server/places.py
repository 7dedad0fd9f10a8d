"""Where what is installed lives; the units name the same places."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]
UNITS = Path("practice/setup/server/units")  # of each version

OWNER = "third-chair"  # who runs it all, and owns the data and nothing of the code

VERSIONS = Path("/opt/third-chair")
CURRENT = VERSIONS / "current"  # which version runs
SETTINGS = Path("/etc/third-chair/settings")
SECRETS = Path("/etc/third-chair/secrets")
DATA = Path("/var/lib/third-chair")
BACKUPS = Path("/var/backups/third-chair")
COMMAND = Path("/usr/local/sbin/third-chair")
SYSTEMD = Path("/etc/systemd/system")
CADDYFILE = Path("/etc/caddy/Caddyfile")

PORT = 8000  # on 127.0.0.1, behind Caddy
