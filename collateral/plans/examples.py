"""What each purpose of a shared session may be, for whoever chooses among them."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from releases.models import Purpose

EXAMPLES: dict[str, str] = {
    Purpose.RELATIONSHIP: (
        "Look at something that happened at home, practice a skill together, say what "
        "one needs with support."
    ),
    Purpose.SUPPORT: (
        "Sleep routines, a change of habits, coping and grounding between sessions."
    ),
    Purpose.INFORMATION: (
        "Changes that the client may not notice; early years, for an assessment of ADHD "
        "or of trauma."
    ),
    Purpose.UNDERSTANDING: (
        "What the client works on, how to support it, and what makes it worse."
    ),
    Purpose.CHANGE: "Coming home from a hospital, planning care, raising children apart.",
}


def purposes() -> list[tuple[str, SafeString]]:
    """The choices, each with its examples."""
    return [
        (
            purpose.value,
            format_html(
                '{}<br><span class="soft">{}</span>', purpose.label, EXAMPLES[purpose]
            ),
        )
        for purpose in Purpose
    ]
