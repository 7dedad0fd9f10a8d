"""Where a minor signs besides a parent, or instead: one table, to be corrected as data.

45 CFR 164.502(g)(3) leaves it to the states.
"""

from __future__ import annotations

from enum import StrEnum

from clients.models.client import LEAST_AGE_TO_CONSENT


class Together(StrEnum):
    """Who of minor and parent signs."""

    PARENT = "parent"
    EITHER = "either"
    BOTH = "both"


# DC Code 7-1202.02 and 22-B DCMR 600.7; 740 ILCS 110/4, 89 IAC 431.100; Wis. Stat.
# 51.61(6), 51.14: from this age, the minor and a parent.
BOTH_FROM = {"DC": 14, "IL": 12, "WI": 14}
# From this age a minor may consent to outpatient care alone, on some finding.
ALONE_FROM = {
    "AL": 16, "CA": 12, "CO": 12, "CT": 0, "FL": 13, "HI": 14, "KY": 16, "ME": 0,
    "MD": 12, "MI": 14, "MN": 16, "MT": 16, "NJ": 16, "NM": 14, "NY": 0, "NC": 0,
    "OH": 14, "OR": 14, "PA": 14, "SC": 16, "TN": 16, "VT": 0, "VA": 0, "WA": 13,
}  # fmt: skip


def together(state: str, age: int, *, part2: bool) -> Together:
    """Who of a minor and a parent signs, where nobody judged that the minor may alone.

    Part 2 asks both (42 CFR 2.14), of whoever is able to sign at all.
    """
    if age < LEAST_AGE_TO_CONSENT:
        return Together.PARENT
    if part2 or age >= BOTH_FROM.get(state, 99):
        return Together.BOTH
    return Together.EITHER if age >= ALONE_FROM.get(state, 99) else Together.PARENT
