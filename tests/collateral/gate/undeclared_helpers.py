"""What such views might call."""

from __future__ import annotations

from typing import Any

from tests.collateral import acts as booking


def put_in_the_diary(asked: Any) -> None:
    _really(asked)


def _really(asked: Any) -> None:
    booking.book(asked, asked, asked)
