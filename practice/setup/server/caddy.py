"""HTTPS before the pages: Caddy, which gets and renews the certificate."""

from __future__ import annotations

from practice.setup.server.asked import own_names
from practice.setup.server.places import CADDYFILE, PORT
from practice.setup.server.saying import StopError, run

OURS = "# Third Chair: written by make install; what is changed here is written over."
# Caddy logs no visit unless told to, and forwards by whom, and that it was HTTPS.
SITE = """\
{sites} {{
	{certificate}
	request_body {{
		max_size 30MB
	}}
	reverse_proxy 127.0.0.1:{port}
}}
"""


def configured(domain: str, email: str) -> None:
    """For ``domain``, by a public certificate; without one, for the names that this machine
    has here, by one that its own authority signs. Raises StopError where Caddy serves
    something else already.
    """
    before = CADDYFILE.read_text() if CADDYFILE.exists() else ""
    if before and not before.startswith(OURS) and not _is_debians():
        raise StopError(
            f"{CADDYFILE} is somebody's own. Move it away, or add to it what "
            f"stands in the README, and say CADDY=0."
        )
    sites = [domain] if domain else [f"https://{name}" for name in own_names()]
    block = SITE.format(
        sites=", ".join(sites),
        certificate="" if domain else "tls internal",
        port=PORT,
    )
    contact = f"{{\n\temail {email}\n}}\n" if email and domain else ""
    CADDYFILE.write_text(f"{OURS}\n{contact}{block}")
    run("", "caddy", "validate", "--adapter", "caddyfile", "--config", CADDYFILE)
    run("", "systemctl", "enable", "--quiet", "caddy")
    run("Starting Caddy", "systemctl", "restart", "caddy")


def _is_debians() -> bool:
    """Whether it is as the package brought it."""
    changed = run("", "dpkg", "--verify", "caddy")
    return str(CADDYFILE) not in changed
