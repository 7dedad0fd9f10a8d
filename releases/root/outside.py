"""A root as it is told outside, and read again when it comes back from there."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate

from practice.mail import Words
from releases.models import SealedRoot

SUBJECT = "Daily root {number}"
WHY = (
    "Keep this message where whoever looks after the server cannot change it. It proves "
    "later what was there today: manage.py verify_root reads it from a file."
)
# As it is found whatever a mail program did to its lines.
TOLD = re.compile(
    r"(\{\"root\":[^{}]+\})signature=([A-Za-z0-9+/]+={0,2})certificate=([0-9a-f]{64})"
)
LINE = re.compile(r"root(\d{1,9}):([0-9a-f]{64})(?![0-9a-f])", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A root from outside. Of a line of the log, its number and hash alone."""

    number: int
    sha256: str
    body: dict[str, Any] | None = None
    signed: str = ""
    signature: str = ""
    certificate: str = ""

    def is_signed(self, known: dict[str, Certificate]) -> bool:
        """Whether one of ``known`` certificates' keys signed it."""
        if self.certificate not in known:
            return False
        key = known[self.certificate].public_key()
        if not isinstance(key, EllipticCurvePublicKey):
            return False
        try:
            signature = base64.b64decode(self.signature, validate=True)
            key.verify(signature, self.signed.encode(), ECDSA(SHA256()))
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


def mailed(root: SealedRoot) -> Words:
    """It names nobody: numbers, and hashes."""
    said = (
        f"Root {root.number}: {root.sha256}",
        root.body,
        f"signature={root.signature}",
        f"certificate={root.certificate}",
    )
    subject = SUBJECT.format(number=root.number)
    return Words(paragraphs=(WHY, *said), subject=subject)


def told(root: SealedRoot) -> Told:
    """As it is stored."""
    return _told(root.body, root.signature, root.certificate)


def read(text: str) -> Told | None:
    """The root in a mail, a file that holds one, or a line of the log; None if none is."""
    flat = re.sub(r"[\s>]+", "", _plain(text))
    if found := TOLD.search(flat):
        try:
            return _told(*found.groups())
        except (KeyError, TypeError, ValueError):
            return None
    if found := LINE.search(flat):
        return Told(int(found[1]), found[2].lower())
    return None


def _plain(text: str) -> str:
    """The words of a mail that was kept as it came."""
    mail = email.message_from_string(text, policy=email.policy.default)
    if not mail["Content-Type"]:
        return text
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else text


def _told(body: str, signature: str, certificate: str) -> Told:
    said = json.loads(body)
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    return Told(int(said["root"]), sha256, said, body, signature, certificate)
