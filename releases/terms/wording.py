"""The fixed words of every release, at sixth-grade level (45 CFR 164.508(c)(2)-(3)).

A signed release keeps the words it was signed with; rewording binds only later ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

# 42 CFR 2.32(a)(2), to the letter.
PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
# On a form that was printed for nobody yet.
READER = "“You” is the client, also when someone else signs."


class Voice(StrEnum):
    """Whom a release speaks to: the client, a parent, or who else signs in their place."""

    CLIENT = "client"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True)
class _Words:
    """What ``Voice`` calls the client: as whom we treat, who has, and who may end."""

    who: str
    whose: str
    stays: str
    may_end: str
    signs_for: str = ""


WORDS = {
    Voice.CLIENT: _Words("you", "your", "You stay the client.", "You"),
    Voice.CHILD: _Words(
        "your child",
        "your child’s",
        "Your child stays the client.",
        "You or your child",
        " I have the right to sign for my child.",
    ),
    Voice.OTHER: _Words(
        "the client",
        "the client’s",
        "The client stays the one we treat.",
        "You or the client",
        " I have the right to sign for the client.",
    ),
}


def lead(voice: Voice) -> str:
    """What a release is for."""
    return (
        f"With this release you decide what we may share about {WORDS[voice].who}, "
        "with whom, and for how long."
    )


def agreement(voice: Voice) -> str:
    """What the signature says yes to."""
    return (
        f"I have read this release, or someone read it to me.{WORDS[voice].signs_for} "
        "I agree that what is ticked may be shared with the person named in it, and by "
        "this release with no one else."
    )


def statements(voice: Voice, part2: bool | None) -> list[dict[str, str]]:
    """Each with a code that stays, a title and its text.

    ``part2`` is whether the client's records are under 42 CFR Part 2; None, who knows.
    """
    practice, address = settings.PRACTICE_NAME, settings.PRACTICE_ADDRESS
    words = WORDS[voice]
    return [
        # 45 CFR 164.508(c)(2)(i) and (b)(5).
        {
            "code": "revocation",
            "title": "You can stop this at any time",
            "text": (
                f"Tell us in writing at {practice}, {address}, or sign a form at our "
                "front desk. We stop when we get it. We cannot undo what we did before "
                "then because you had signed."
            ),
        },
        # 45 CFR 164.508(c)(2)(ii) and (b)(4).
        {
            "code": "conditioning",
            "title": f"{_capital(words.whose)} care stays the same",
            "text": (
                "You do not have to sign. If you do not, it does not change "
                f"{words.whose} treatment, how it is paid for, if {words.who} can join a "
                f"health plan, or what benefits {words.who} can get. We only cannot hold "
                "a session with this person unless you sign."
            ),
        },
        # 45 CFR 164.508(c)(2)(iii).
        {
            "code": "redisclosure",
            "title": "What they do with it",
            "text": (
                "The person who hears it may tell others. Then federal privacy law may "
                "no longer protect it."
            ),
        },
        *_part2(words, part2),
        # 45 CFR 164.508(c)(4).
        {
            "code": "copy",
            "title": "Your copy",
            "text": (
                "You get a signed copy of this release. You may also ask to see or copy "
                "what it says we may share."
            ),
        },
        {
            "code": "role",
            "title": "Whose session it is",
            "text": (
                f"{words.stays} The person named here joins to help {words.who} reach "
                "goals, and does not become a client. "
                f"{words.may_end} can end their part at any time."
            ),
        },
    ]


def _part2(words: _Words, part2: bool | None) -> list[dict[str, str]]:
    if part2 is False:
        return []
    stay = f"{words.whose} substance use records stay protected when we share them"
    if part2 is None:
        stay = f"if {words.who} get care under 42 CFR part 2, {stay}"
    text = f"{_capital(stay)}. {PART_2}"
    return [{"code": "part2", "title": "Substance use records", "text": text}]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
