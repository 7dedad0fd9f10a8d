"""Who witnesses a signature: where the law asks for somebody, and never one of the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from clients.law.rules import rules_for
from clients.names import folded
from releases.models import ReleaseDraft


def problems(
    draft: ReleaseDraft, cleaned: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Nobody witnesses their own signature, or for what they are told."""
    witness, told = folded(cleaned.get("witness", "")), draft.contact.name
    if witness and witness == folded(cleaned.get("signer", "")):
        yield "witness", "Someone else than the signer witnesses it."
    elif witness and witness == folded(told):
        yield "witness", f"Someone else witnesses what {told} may be told."
    rules = rules_for(draft.client, timezone.localdate(), video=True)
    if rules.witness_sign and not witness:
        yield "witness", "The law that applies to this client asks for a witness."
