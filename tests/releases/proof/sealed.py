"""A paper that somebody changed past every trigger."""

from __future__ import annotations

from releases.models import Paper, Release
from tests.refusals import run
from tests.releases.history.chains import triggers_off


def tamper(release: Release, *, hashed: bool = False) -> bytes:
    """One bit of the stored paper of ``release`` is another; its hash too, if ``hashed``."""
    paper = Paper.objects.get(document=release.document)
    changed = bytearray(paper.pdf)
    changed[len(changed) // 2] ^= 1
    with triggers_off():
        Paper.objects.filter(pk=paper.pk).update(pdf=bytes(changed))
        if hashed:
            run("UPDATE releases_paper SET sha256 = encode(sha256(pdf), 'hex')")
    return bytes(changed)


def put_in_place(release: Release, pdf: bytes) -> None:
    """Another PDF, with the hash that it has, in the paper's row and in the event."""
    with triggers_off():
        Paper.objects.filter(document=release.document).update(pdf=pdf)
        run("UPDATE releases_paper SET sha256 = encode(sha256(pdf), 'hex')")
        run(
            "UPDATE clients_consentevent SET detail = detail || jsonb_build_object('pdf',"
            " (SELECT sha256 FROM releases_paper WHERE document_id = %s))"
            " WHERE kind = 'signed'",
            release.document_id,
        )
