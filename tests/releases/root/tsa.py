"""An authority whose clock stamps hashes, made for one test (RFC 3161)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from asn1crypto import keys, tsp, x509  # type: ignore[import-untyped]
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from pyhanko.sign.timestamps import DummyTimeStamper


class Authority:
    """Stamps what is asked, or the hash ``of`` something else; or is not there."""

    def __init__(self) -> None:
        self.of, self.is_there = "", True
        key, now = generate_private_key(65537, 2048), datetime.now(UTC)
        name = made.Name([made.NameAttribute(NameOID.COMMON_NAME, "Elm Street Clock")])
        certificate = (
            made.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(made.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self.stamper = DummyTimeStamper(
            x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
            keys.PrivateKeyInfo.load(private),
        )

    def answer(self, _address: str, body: bytes) -> bytes:
        if not self.is_there:
            raise OSError
        asked = tsp.TimeStampReq.load(body)
        if self.of:
            asked["message_imprint"]["hashed_message"] = bytes.fromhex(self.of)
        answer: bytes = self.stamper.request_tsa_response(asked).dump()
        return answer
