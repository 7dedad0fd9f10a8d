"""The sealer: pyHanko, with one signer for the process.

Only ``practice.paper.seal`` imports this, when the first paper is sealed: it takes a second.
Nothing is asked of any network: no time stamp, no revocation.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped]
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from practice.paper.key import Key

FIELD = "Seal"
REASON = "Kept unchanged"
# Bytes kept free for the signature: twice what a P-256 key and its certificate take.
ROOM = 4096


class Appending(IncrementalPdfFileWriter):
    """Appends to a PDF, which stays 1.7: PDF/UA-1 knows no newer one."""

    def ensure_output_version(self, version: Any) -> None:
        """Whatever a curve might ask."""

    def register_extension(self, ext: Any) -> None:
        """Of ISO 32000-2, which this is not."""


class Sealer:
    def seal(self, pdf: bytes, key: Key, practice: str) -> bytes:
        sealed: Any = _signer(key, practice).sign_pdf(
            Appending(io.BytesIO(pdf)), bytes_reserved=ROOM
        )
        made: bytes = sealed.getvalue()
        return made


@lru_cache(maxsize=1)
def _signer(key: Key, practice: str) -> PdfSigner:
    private = key.private.private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    certificate = key.certificate.public_bytes(Encoding.DER)
    return PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            name=practice,
            reason=REASON,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer=SimpleSigner(
            signing_cert=Certificate.load(certificate),
            signing_key=PrivateKeyInfo.load(private),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        ),
        # On the last page, and hidden: PDF/UA-1 asks nothing of what nobody sees
        # (7.18.1, 7.18.4), but for the order of tabs, which the renderer sets (7.18.3).
        new_field_spec=SigFieldSpec(
            FIELD,
            on_page=-1,
            readable_field_name=f"{FIELD}: {practice}",
            invis_sig_settings=InvisSigSettings(
                set_print_flag=False, set_hidden_flag=True
            ),
        ),
    )
