"""How the history tells what became of the copy for someone who signed."""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind
from releases.models import CopyWay

SENTENCES: dict[str, str] = {
    EventKind.COPY_RECORDED: (
        "{actor} recorded the copy of {contact}’s release for {holder} ({client})."
    ),
}
BY_WAY: dict[str, str] = {
    CopyWay.GIVEN: (
        "{actor} gave {holder} a copy of {contact}’s release, on paper ({client})."
    ),
    CopyWay.MAILED: (
        "{actor} mailed {holder} a copy of {contact}’s release, on paper ({client})."
    ),
    CopyWay.DECLINED: (
        "{holder} wanted no copy of {contact}’s release ({client}); {actor} recorded it."
    ),
}


def template_of(event: ConsentEvent) -> str:
    """The sentence that says how it came; empty where that is not known."""
    if event.kind != EventKind.COPY_RECORDED or not isinstance(event.detail, dict):
        return ""
    return BY_WAY.get(str(event.detail.get("way")), "")
