"""Sealing a root over everything that is there, and telling of it outside."""

from __future__ import annotations

import base64
import hashlib
import json
import logging

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from django.db import connection, transaction
from django.utils import timezone

from practice.database.timeouts import UNLIMITED
from practice.paper.key import own
from releases.models import SealedRoot
from releases.root import leaves
from releases.root.misfits import misfits

logger = logging.getLogger(__name__)

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('sealed root', 0))"


class Hash(int):
    """A hash, which the log may hold: it says itself in hex."""

    def __str__(self) -> str:
        return f"{self:064x}"


def seal_root() -> SealedRoot:
    """Seal the next root. Raises ``NoKey``.

    What does not fit the root before keeps the leaf that it does not fit, so that no root
    makes good what was done to it.
    """
    key = own()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNLIMITED)
        cursor.execute(LOCK)
        last = SealedRoot.objects.first()
        number = last.number + 1 if last else 1
        astray = list(misfits(number))
        leaves.grow(number, sorted({each.client_id for each in astray}))
        body = {
            "root": number,
            "previous": last.sha256 if last else "",
            "at": timezone.now().isoformat(),
            **leaves.counted(),
            "misfits": len(astray),
            "leaves": leaves.hash_of(number),
        }
        text = json.dumps(body, separators=(",", ":"))
        signature = key.private.sign(text.encode(), ECDSA(SHA256()))
        root = SealedRoot.objects.create(
            number=number,
            body=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            signature=base64.b64encode(signature).decode(),
            certificate=key.fingerprint,
        )
    if astray:
        logger.error("Root %s: %s do not fit the root before", number, len(astray))
    logger.info("Sealed root %s: %s", number, Hash(root.sha256, 16))
    return root
