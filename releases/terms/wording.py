"""The fixed statements on every release, in plain words (45 CFR 164.508(c)(2)-(3)).

A signed release keeps the words it was signed with; rewording binds only later ones.
"""

from __future__ import annotations

from django.conf import settings


def statements() -> list[dict[str, str]]:
    """Each statement with a code that stays, a title and its text."""
    practice, address = settings.PRACTICE_NAME, settings.PRACTICE_ADDRESS
    return [
        # 45 CFR 164.508(c)(2)(i) and (b)(5).
        {
            "code": "revocation",
            "title": "You can stop this at any time",
            "text": (
                f"Tell us in writing at {practice}, {address}, or sign a revocation at "
                "our front desk. It takes effect when we receive it. It cannot undo what "
                "we shared before then in reliance on this release."
            ),
        },
        # 45 CFR 164.508(c)(2)(ii) and (b)(4).
        {
            "code": "conditioning",
            "title": "Your care does not depend on it",
            "text": (
                "You do not have to sign. Treatment, payment, enrollment and eligibility "
                "for benefits stay the same if you do not. We only cannot hold a session "
                "with this person without a signed release."
            ),
        },
        # 45 CFR 164.508(c)(2)(iii).
        {
            "code": "redisclosure",
            "title": "What they do with it",
            "text": (
                "Once shared, information may be passed on by the person who hears it and "
                "may no longer be protected by federal privacy law. Substance use records "
                "stay protected: 42 CFR part 2 prohibits unauthorized use or disclosure "
                "of these records."
            ),
        },
        # 45 CFR 164.508(c)(4).
        {
            "code": "copy",
            "title": "Your copy",
            "text": (
                "You receive a signed copy of this release, and may see or copy the "
                "information that it describes."
            ),
        },
        {
            "code": "role",
            "title": "Whose session it is",
            "text": (
                "You stay the client. The person named here joins to support your goals, "
                "does not become a client, and you may end their part at any time."
            ),
        },
    ]
