"""By whom and why a release ended, where a test says only when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clients.models import Client, StateProfile
from releases.models import LawAsks, WhyEnded


def reasons(client: Client, facts: Iterable[str]) -> dict[str, Any]:
    """The columns that go with ``facts``, which are an end of authority or by law."""
    found: dict[str, Any] = {}
    if "authority_ended_at" in facts:
        found["authority_ended_by"] = client.clinician
        found["authority_ended_because"] = WhyEnded.MOVED
    if "law_ended_at" in facts:
        found["law_ended_by"] = StateProfile.objects.get(state="IL", version=1)
        found["law_ended_because"] = LawAsks.WITNESS
    return found
