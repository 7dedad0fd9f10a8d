"""A release for Sam as content alone, without a row in the database."""

from __future__ import annotations

import copy
from typing import Any

from releases.models.draft import SensitiveTopic, Topic
from releases.terms import content
from releases.terms.wording import Voice, shipped

Content = dict[str, Any]
SIGNED = {
    "signer": "Jordan Alex Reyes",
    "capacity": "client",
    "capacity_label": "The client",
    "authority": "",
    "mark": "drawn",
    "strokes": [[[40, 90], [52.5, 60], [300, 101]], [[420, 58]]],
    "typed_name": "",
    "signed_at": "2026-11-22T20:04:00+00:00",
    "signed_at_label": "Sun, Nov 22, 2026, 3:04 pm EST",
    "witness": "Finn Doyle",
}
TYPED = {**SIGNED, "mark": "typed", "strokes": [], "typed_name": "Jordan Alex Reyes"}


def filled() -> Content:
    """A release for Sam, ready to sign."""
    words = content.blank(shipped("en"))
    for topic in words["topics"]:
        topic["allowed"] = topic["code"] == Topic.ATTENDANCE
    for topic in words["sensitive"]:
        topic["allowed"] = topic["code"] == SensitiveTopic.GENDER
    for way in (*words["formats"], *words["places"]):
        way["allowed"] = way["code"] in ("joint", "in_person", "video")
    return {
        **words,
        "part2": False,
        "direction": "exchange",
        "statements": shipped("en").statements(Voice.CLIENT, part2=False),
        "client": {
            "name": "Jordan Alex Reyes",
            "chosen_name": "Jo Reyes",
            "date_of_birth": "1990-05-02",
        },
        "contact": {
            "name": "Sam Whitfield",
            "relationship": "partner",
            "organisation": "Hope House",
        },
        "details": "How I cope in the evenings.",
        "off_limits": "My work.",
        "off_limit_topics": [
            {"code": "diagnosis", "label": "Diagnosis"},
            {"code": "medication", "label": "Medication"},
        ],
        "most_sessions": 3,
        "purposes": [
            {
                "code": "relationship",
                "label": "Communication: practice skills and be heard, with support",
            }
        ],
        "effective_on": "2026-11-22",
        "expires_on": "2027-03-14",
        "expires_event": "Jordan ends treatment here",
    }


def signed() -> Content:
    """And signed by Jordan, with a pen."""
    words = {**filled(), "signatures": [copy.deepcopy(SIGNED)]}
    for topic in words["sensitive"]:
        topic["initials"] = "JR" if topic["allowed"] else ""
    return words
