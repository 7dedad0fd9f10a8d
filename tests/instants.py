"""Instants at which a year, a month or the clocks turn, for hypothesis to draw."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from tests.clock import DAY, HOUR, MINUTE, TICK, local

NOTHING = timedelta(0)
# Midnights, and the hours that the clocks skip or show twice.
TURNS = [
    local(turn)
    for turn in (
        "2024-02-29 00:00",
        "2024-03-01 00:00",
        "2026-01-01 00:00",
        "2026-03-08 00:00",
        "2026-03-08 02:00",
        "2026-03-09 00:00",
        "2026-11-01 00:00",
        "2026-11-01 01:00",
        "2026-11-02 00:00",
        "2027-01-01 00:00",
        "2028-02-29 00:00",
        "2028-03-01 00:00",
    )
]

instants = st.builds(
    lambda turn, nudge: turn + nudge,
    st.sampled_from(TURNS),
    st.sampled_from([NOTHING, TICK, -TICK, MINUTE, HOUR, -HOUR, DAY, -DAY]),
)
