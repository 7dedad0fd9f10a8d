"""The practice's own key: made at first need, kept in the data folder, never sent.

Key and certificate are one file, so that none is ever there without the other. Every
certificate that there was is kept beside it, for what was sealed with it.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext

from practice.database.embedded.cluster import make_way
from practice.paper.pdf import Unprintable

# As long as anything that it seals is kept, with much room.
LASTS = timedelta(days=50 * 365)
MOST_IN_A_NAME = 64  # X.520


class NoKey(Unprintable):
    """The key cannot be read or made. The message says where it should be."""


@dataclass(frozen=True)
class Key:
    """What the practice seals with, as its file holds it: PEM, key and certificate."""

    pem: bytes

    @cached_property
    def private(self) -> EllipticCurvePrivateKey:
        key = load_pem_private_key(self.pem, password=None)
        if not isinstance(key, EllipticCurvePrivateKey):
            raise TypeError
        return key

    @cached_property
    def certificate(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.pem)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.certificate)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate, by which it is named."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def own() -> Key:
    """The key, made if there is none; read again once it was replaced. Raises ``NoKey``."""
    path = folder() / "key.pem"
    try:
        if not path.exists():
            _lay(path)
        found = path.stat()
        return _read(path, found.st_ino, found.st_mtime_ns)
    except (OSError, ValueError, TypeError) as error:
        said = gettext("The practice’s key cannot be read or made at {path}.")
        raise NoKey(said.format(path=path)) from error


def certificates() -> dict[str, x509.Certificate]:
    """Every certificate that the practice has sealed with, by fingerprint; the one that
    it seals with now first, then the newest.
    """
    now = own().fingerprint
    kept = (each for each in folder().glob("*.pem") if each.name != "key.pem")
    found = [x509.load_pem_x509_certificate(each.read_bytes()) for each in kept]
    found.sort(key=lambda each: each.not_valid_before_utc, reverse=True)
    found.sort(key=lambda each: fingerprint(each) != now)
    return {fingerprint(each): each for each in found}


def replace() -> Key:
    """Seal with a new key from now on; the old one is gone, its certificate stays."""
    own()
    path = folder() / "key.pem"
    _written(path, _made()).replace(path)
    return own()


def copied() -> bytes:
    """The key and every certificate, for a backup. Raises ``NoKey``."""
    key = own()
    others = (each for name, each in certificates().items() if name != key.fingerprint)
    return key.pem + b"".join(each.public_bytes(Encoding.PEM) for each in others)


def put_back(pem: bytes) -> None:
    """What ``copied`` gave, where there is no key. Raises ``FileExistsError``."""
    path = folder() / "key.pem"
    _make_folder(path.parent)
    held, *others = x509.load_pem_x509_certificates(pem)
    end = pem.index(held.public_bytes(Encoding.PEM)) + len(
        held.public_bytes(Encoding.PEM)
    )
    for each in others:
        _keep(each, path.parent)
    _link(_written(path, pem[:end]), path)


def folder() -> Path:
    """Where the key is; nobody else may look."""
    return Path(settings.DATA_DIR) / "seal"


def _lay(path: Path) -> None:
    """Make the key. Of several who make one at once, the first has made it."""
    _make_folder(path.parent)
    with suppress(FileExistsError):
        _link(_written(path, _made()), path)


def _make_folder(private: Path) -> None:
    make_way(private)
    private.mkdir(mode=0o700, exist_ok=True)


def _link(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    finally:
        new.unlink()


def _written(path: Path, pem: bytes) -> Path:
    """A key, whole and on the disk, under a name that nobody looks for."""
    new = path.with_name(f"{secrets.token_hex(8)}.new")
    with os.fdopen(
        os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
    ) as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return new


@lru_cache(maxsize=1)
def _read(path: Path, _inode: int, _written_at: int) -> Key:
    key = Key(path.read_bytes())
    _keep(key.certificate, path.parent)
    return key


def _keep(certificate: x509.Certificate, private: Path) -> None:
    public = private / f"{fingerprint(certificate)}.pem"
    if not public.exists():
        _written(public, certificate.public_bytes(Encoding.PEM)).replace(public)


def _made() -> bytes:
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    practice = settings.PRACTICE_NAME[:MOST_IN_A_NAME]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, practice)])
    public = key.public_key()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_alone(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)


def _signs_alone() -> x509.KeyUsage:
    others = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(digital_signature=True, content_commitment=True, **others)
