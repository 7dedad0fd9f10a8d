"""The stories as they stand in ``stories/*.toml``, a file for each clinician."""

from __future__ import annotations

from pathlib import Path

from collateral.demo.staff import STAFF
from collateral.demo.story import Caseload
from practice.typed_toml import read

STORIES = Path(__file__).with_name("stories")


def caseloads() -> list[Caseload]:
    """In the order of the staff, whatever the files are called."""
    order = [username for username, _, _ in STAFF]
    found = [read(path, Caseload) for path in sorted(STORIES.glob("*.toml"))]
    return sorted(found, key=lambda caseload: order.index(caseload.clinician))
