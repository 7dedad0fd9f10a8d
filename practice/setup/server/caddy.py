"""HTTPS before the pages: Caddy, which gets and renews the certificate."""

from __future__ import annotations

from practice.setup.server.asked import own_names
from practice.setup.server.places import CADDYFILE, PORT
from practice.setup.server.saying import StopError, run
from practice.setup.wired import PROGRAMS

OURS = "# Third Chair: written by make install; what is changed here is written over."
# Counted by status, not by address: read on this machine alone, where Caddy is told what
# to do. Debian's 2.6 knows it under ``servers``, as newer ones still do.
METRICS = "\tservers {\n\t\tmetrics\n\t}\n"
# Caddy logs no visit unless told to, and forwards by whom, and that it was HTTPS.
# Browsers that ask without TLS are led on; programs, whose secret others could read, not.
SITE = """\
{sites} {{
	{certificate}
	request_body {{
		max_size 30MB
	}}
	reverse_proxy 127.0.0.1:{port}
}}
{plain} {{
	@programs path {programs}
	handle @programs {{
		respond "{refused}" 403
	}}
	handle {{
		redir https://{{host}}{{uri}} permanent
	}}
}}
"""
REFUSED = (
    "Ask over https, and have the token or address replaced that this was asked with."
)


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
    CADDYFILE.write_text(written(domain, email, own_names()))
    run("", "caddy", "validate", "--adapter", "caddyfile", "--config", CADDYFILE)
    run("", "systemctl", "enable", "--quiet", "caddy")
    run("Starting Caddy", "systemctl", "restart", "caddy")


def written(domain: str, email: str, own: list[str]) -> str:
    """What Caddy is told; ``own`` is what this machine is called where it has no domain."""
    block = SITE.format(
        sites=domain or ", ".join(f"https://{name}" for name in own),
        certificate="" if domain else "tls internal",
        port=PORT,
        plain=", ".join(f"http://{name}" for name in ([domain] if domain else own)),
        programs=" ".join(f"{each}*" for each in PROGRAMS),
        refused=REFUSED,
    )
    contact = f"\temail {email}\n" if email and domain else ""
    return f"{OURS}\n{{\n{contact}{METRICS}}}\n{block}"


def _is_debians() -> bool:
    """Whether it is as the package brought it."""
    changed = run("", "dpkg", "--verify", "caddy")
    return str(CADDYFILE) not in changed
