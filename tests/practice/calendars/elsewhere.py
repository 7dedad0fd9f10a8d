"""A server that keeps calendars, over https on this machine, and a way to it by which it
seems to be outside.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from practice.calendars.net import Net

HOST, OUTSIDE = "calendar.example", "93.184.215.14"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Elsewhere(Net):
    """By each path what it answers; whom a name was looked up as, and who was dialed."""

    port: int
    pem: Path
    answers: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    dialed: list[str] = field(default_factory=list)

    def look_up(self, host: str) -> list[str]:
        """What is said of a name; where more than once, another thing each time."""
        self.looked_up.append(host)
        said = self.names.get(host, [[OUTSIDE]])
        return said.pop(0) if len(said) > 1 else said[0]

    def connect(self, ip: str, seconds: float) -> socket.socket:
        self.dialed.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.pem))

    def says(self, path: str, content: bytes, **headers: str) -> str:
        """``path`` as an address."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(200)
            for name, value in headers.items():
                to.send_header(name.replace("_", "-"), value)
            to.send_header("Content-Length", str(len(content)))
            to.end_headers()
            to.wfile.write(content)

        self.answers[path] = answer
        return f"https://{HOST}{path}"

    def leads(self, path: str, location: str, status: int = 302) -> str:
        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(status)
            to.send_header("Location", location)
            to.send_header("Content-Length", "0")
            to.end_headers()

        self.answers[path] = answer
        return f"https://{HOST}{path}"


@contextmanager
def elsewhere(folder: Path) -> Iterator[Elsewhere]:
    pem = folder / "elsewhere.pem"
    pem.write_bytes(_certified(HOST, "other.example"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Keeper)
    server.daemon_threads = True
    found = Elsewhere(server.server_address[1], pem)
    server.answers = found.answers  # type: ignore[attr-defined]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


class _Keeper(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        answers: dict[str, Answer] = self.server.answers  # type: ignore[attr-defined]
        with suppress(OSError):  # whoever asked has gone
            if answer := answers.get(self.path):
                answer(self)
            else:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def _certified(*hosts: str) -> bytes:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Elsewhere")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(each) for each in hosts]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
