"""Whether a paper is as it was sealed, to the last byte, and by the practice.

Stricter than PDF: what follows the seal, however lawful an update, is a change; and the
one gap that a seal cannot cover, its own, must hold what can be made again of what it
says and nothing else. So no byte can change unseen, and it takes a millisecond.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from django.utils.translation import gettext_lazy

from practice.paper.key import certificates

# Which bytes are sealed: all before the gap, and all after it.
RANGE = re.compile(rb"/ByteRange \[0 (\d{1,12}) (\d{1,12}) (\d{1,12})\]")

NOT_SEALED = gettext_lazy("it is not sealed")
NOT_WHOLE = gettext_lazy("its seal does not cover all of it")
NOT_READ = gettext_lazy("its seal is damaged")
NOT_OURS = gettext_lazy("its seal is none of the practice’s")
CHANGED = gettext_lazy("it is not what was sealed")


class _Seal:
    """What stands in the gap. Raises ValueError, or what else is read for it, if no seal."""

    def __init__(self, gap: bytes) -> None:
        made = cms.ContentInfo.load(bytes.fromhex(gap[1:-1].decode("ascii")))
        (self.signer,) = made["content"]["signer_infos"]
        (certificate,) = made["content"]["certificates"]
        self.fingerprint = certificate.chosen.sha256.hex()
        signed = {each["type"].native: each for each in self.signer["signed_attrs"]}
        (self.digest,) = signed["message_digest"]["values"].native


def trouble(pdf: bytes, known: dict[str, Certificate] | None = None) -> str:
    """What is wrong with the seal of ``pdf``, in a clause that names nobody; empty if
    nothing is. ``known`` are the practice's certificates, where they were read already.
    """
    ranges = RANGE.findall(pdf)
    if not ranges:
        return str(NOT_SEALED)
    start, end, rest = map(int, ranges[-1])
    if not 0 < start < end or end + rest != len(pdf):
        return str(NOT_WHOLE)
    known = certificates() if known is None else known
    covered = hashlib.sha256(pdf[:start])
    covered.update(pdf[end:])
    try:
        return str(_wrong_with(pdf[start:end], covered.digest(), known))
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return str(NOT_READ)


def _wrong_with(gap: bytes, digest: bytes, known: dict[str, Certificate]) -> Any:
    seal = _Seal(gap)
    if seal.fingerprint not in known:
        return NOT_OURS
    if seal.digest != digest:
        return CHANGED
    certificate = known[seal.fingerprint]
    _verify(seal.signer, certificate)
    again = _again(seal.signer, certificate).ljust(len(gap) - 2, b"0")
    return "" if gap == b"<%b>" % again else NOT_READ


def _verify(signer: Any, certificate: Certificate) -> None:
    key = certificate.public_key()
    if not isinstance(key, EllipticCurvePublicKey):
        raise TypeError
    signed = signer["signed_attrs"].untag().dump()
    key.verify(signer["signature"].native, signed, ECDSA(SHA256()))


def _again(signer: Any, certificate: Certificate) -> bytes:
    """The seal made of its signature, what that signs, and the certificate; in hex."""
    held = cms.Certificate.load(certificate.public_bytes(Encoding.DER))
    sid = {"issuer": held.issuer, "serial_number": held.serial_number}
    data = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [held],
        "signer_infos": [
            {
                "version": "v1",
                "sid": cms.SignerIdentifier("issuer_and_serial_number", sid),
                "digest_algorithm": {"algorithm": "sha256"},
                "signed_attrs": signer["signed_attrs"],
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signature": signer["signature"],
            }
        ],
    }
    made = cms.ContentInfo({"content_type": "signed_data", "content": data})
    return made.dump().hex().upper().encode()  # type: ignore[no-any-return]
