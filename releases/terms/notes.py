"""What a release of notes says: these and nothing else, and that nobody joins by it.

Notes that a therapist keeps apart from the record: 45 CFR 164.501 and 164.508(b)(3)(ii);
of counselling for substance use, 42 CFR 2.11 and 2.31(b).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from releases.terms.languages import Language
from releases.terms.wording import Voice

# Of a session, which there is none; and what follows if it is not signed, which is nothing.
OF_SESSIONS = ("role", "conditioning")


def alone(
    content: Mapping[str, Any], kind: str, spoken: Language, voice: Voice
) -> dict[str, Any]:
    """``content`` as a release of notes of this ``kind`` says it. They are never a
    condition of anything: 45 CFR 164.508(b)(4), 42 CFR 2.31(b).
    """
    kept = [each for each in content["statements"] if each["code"] not in OF_SESSIONS]
    said, calls = spoken.table("notes"), spoken.table(f"voices.{voice}")
    free = {
        "code": "conditioning",
        "title": said["free_title"],
        "text": said["free"].format(**calls),
    }
    return {**content, "kind": kind, "statements": [*kept, free]}
