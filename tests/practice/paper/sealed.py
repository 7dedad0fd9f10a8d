"""What others, who know nothing of ours, say of a sealed PDF."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from practice.paper import key


def validated(pdf: bytes) -> Any:
    """What pyHanko finds of the only signature in ``pdf``, asking no network."""
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    roots = [
        Certificate.load(each.public_bytes(Encoding.DER))
        for each in key.certificates().values()
    ]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(validate_pdf_signature, signature, context).result()


def outside_the_tree(pdf: Any) -> list[str]:
    """What PDF/UA-1 (7.18) asks of notes and fields, and is not so; as veraPDF asks it."""
    hidden = 2
    found = []
    for number, page in enumerate(pdf.pages, start=1):
        notes = page.get("/Annots", [])
        if len(notes) and page.get("/Tabs") != "/S":
            found.append(f"7.18.3: page {number} is not gone through in its order")
        for note in notes:
            if int(note.get("/F", 0)) & hidden:
                continue
            if "/StructParent" not in note:
                found.append(f"7.18.1: a note on page {number} is not in the tree")
            if note.get("/Subtype") == "/Widget" and "/TU" not in note:
                found.append(f"7.18.1: a field on page {number} is not called anything")
    return found
