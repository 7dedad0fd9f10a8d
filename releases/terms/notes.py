"""What a release of notes says: these and nothing else, and that nobody joins by it.

Notes that a therapist keeps apart from the record: 45 CFR 164.501 and 164.508(b)(3)(ii);
of counselling for substance use, 42 CFR 2.11 and 2.31(b).
"""

from __future__ import annotations

from typing import Any

from releases.models.scope import Kind
from releases.terms.languages import language

# Of a session, which there is none; and what follows if it is not signed, which is nothing.
OF_SESSIONS = ("role", "conditioning")


def of_kind(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """``content`` as a release of this ``kind`` says it. Notes are never a condition of
    anything: 45 CFR 164.508(b)(4), 42 CFR 2.31(b).
    """
    if kind == Kind.GENERAL:
        return content
    kept = [each for each in content["statements"] if each["code"] not in OF_SESSIONS]
    spoken = language(content["language"])
    said, calls = spoken.table("notes"), spoken.table(f"voices.{content['voice']}")
    free = {
        "code": "conditioning",
        "title": said["free_title"],
        "text": said["free"].format(**calls),
    }
    return {**content, "kind": kind, "statements": [*kept, free]}
