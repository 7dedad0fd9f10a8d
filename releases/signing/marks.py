"""The mark of whoever signs: drawn or typed here, or made on the paper that was printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from clients.names import folded
from releases.models import Mark
from releases.signing import drawing

ON_SCREEN = [(mark.value, mark.label) for mark in (Mark.DRAWN, Mark.TYPED)]
# What the pad lays out by itself.
OF_THE_MARK = {"mark", "typed_name", "strokes", "intends"}
NOT_DRAWN = "Draw your signature, or type your name instead."
TOO_SMALL = "This is too small for a signature. Draw it larger, or type your name."
# Of the version at the foot of a paper, enough to tell it from any other.
LEAST_VERSION = 6
ANOTHER_PAPER = (
    "This is not the version of this release as it is now. Enter the paper whose foot says "
    "{version}, or print it again and have that one signed."
)


def problems(cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Why what was drawn or typed is no signature, each with its field."""
    mark = cleaned.get("mark")
    typed, signer = cleaned.get("typed_name", ""), cleaned.get("signer", "")
    if mark == Mark.TYPED and not typed:
        yield "typed_name", "Type your name to sign, or draw instead."
    elif mark == Mark.TYPED and signer and folded(typed) != folded(signer):
        yield "typed_name", f"Type the name you gave, {signer}, to sign."
    if mark == Mark.DRAWN and "strokes" in cleaned:
        strokes = cleaned["strokes"]
        if drawing.reach(strokes) < drawing.LEAST_REACH:
            yield "mark", TOO_SMALL if strokes else NOT_DRAWN


def ask_for_paper(fields: dict[str, forms.Field]) -> None:
    """Where nothing is signed on a screen, ask for the paper that was signed by hand."""
    for name in ("mark", "typed_name", "strokes"):
        del fields[name]
    fields["version_at_foot"] = forms.CharField(
        max_length=64,
        label="Version at the foot of the paper",
        help_text="The letters and numbers after “Version”.",
    )
    fields[
        "intends"
    ].label = "I have the paper before me: signed by hand, dated, and with these words."
    fields["intends"].error_messages["required"] = "Tick this to enter the paper."


def another_paper(entered: str, version: str) -> str:
    """Why the paper whose foot says ``entered`` is not that of ``version``; or nothing."""
    entered = entered.strip().lower()
    if len(entered) >= LEAST_VERSION and version.startswith(entered):
        return ""
    return ANOTHER_PAPER.format(version=version[:12])
