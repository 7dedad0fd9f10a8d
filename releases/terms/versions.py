"""How the versions of a content differ. A new one adds a case here, and a sample of itself
to the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from releases.models.scope import Direction
from releases.terms.content import Content

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One topic, as the paper lists it: ticked or not, and who initialed it."""

    code: str
    label: str
    allowed: bool
    initials: str = ""


def _first(content: Content) -> dict[str, Any]:
    """Version 1: one signature, and the discloser in words alone."""
    signature = content["signature"]
    return {
        **_before_third(content),
        "discloser": content["discloser"],
        "discloser_ids": (),
        "signatures": (signature,) if signature else (),
    }


def _second(content: Content) -> dict[str, Any]:
    """Version 2: as many signatures as there had to be, and whose the discloser is."""
    return {**_before_third(content), **_discloser(content)}


def _third(content: Content) -> dict[str, Any]:
    """Version 3: each purpose, and all its words, to whoever signs."""
    return {
        **_before_fourth(),
        **_since_third(content),
        **_discloser(content),
    }


def _fourth(content: Content) -> dict[str, Any]:
    """Version 4: which way, how the contact joins and how often, and each discloser."""
    told_by = content["disclosers"]
    return {
        **_since_third(content),
        "kind": content.get("kind", "general"),
        "language": content.get("language", "en"),
        "wording": content.get("wording"),
        "law": tuple(content.get("law", ())),
        "form": content.get("form", {}),
        "discloser": "; ".join(each["label"] for each in told_by),
        "discloser_ids": tuple(
            each["clinician"] for each in told_by if each["clinician"] is not None
        ),
        "signatures": tuple(content["signatures"]),
        "direction": content["direction"],
        "formats": tuple(Line(**each) for each in content["formats"]),
        "places": tuple(Line(**each) for each in content["places"]),
        "most_sessions": content.get("most_sessions"),
        "off_limit_topics": tuple(content.get("off_limit_topics", ())),
        "longer_asked": content.get("longer_asked", False),
    }


def _since_third(content: Content) -> dict[str, Any]:
    return {
        "purposes": tuple(content["purposes"]),
        "voice": content["voice"],
        "part2": content["part2"],
        "lead": content["lead"],
        "agreement": content["agreement"],
    }


def _discloser(content: Content) -> dict[str, Any]:
    clinician = content["discloser"]["clinician"]
    return {
        "discloser": content["discloser"]["label"],
        "discloser_ids": () if clinician is None else (clinician,),
        "signatures": tuple(content["signatures"]),
    }


def _before_fourth() -> dict[str, Any]:
    """What went without saying: English, for sessions of every kind, however many."""
    return {
        "kind": "general",
        "language": "en",
        "wording": None,
        "law": (),
        "form": {},
        "direction": Direction.DISCLOSE,
        "formats": (),
        "places": (),
        "most_sessions": None,
        "off_limit_topics": (),
        "longer_asked": False,
    }


def _before_third(content: Content) -> dict[str, Any]:
    """One purpose; and what stood on the paper alone, in the same words for everyone."""
    return {
        **_before_fourth(),
        "purposes": (content["purpose"],) if content["purpose"] else (),
        "voice": "client",
        "part2": None,
        "lead": (
            "With this release you decide what may be shared about you, with whom, and "
            "for how long."
        ),
        "agreement": (
            "I have read this release, or it was read to me. I agree that what is ticked "
            f"above may be shared with {content['contact']['name']}, and under this "
            "release with no one else."
        ),
    }


DIFFERENT = {1: _first, 2: _second, 3: _third, 4: _fourth}
