"""Whether what a session would lean on is still what was signed."""

from __future__ import annotations

from typing import Any

from practice.spans import Span
from releases.cover import Cover
from releases.proof.fit import changed

CHANGED = (
    "This release was changed after it was signed. Ask an admin; nothing can be booked "
    "on it."
)


def _is_changed(release: Any) -> bool:
    """As it was found, however many sessions would lean on it."""
    known = vars(release)
    if "is_changed" not in known:
        known["is_changed"] = changed(release)
    return bool(known["is_changed"])


def altered(releases: list[Any], relies_on: Span, *, granted: bool) -> bool:
    """Whether a release in force at some time in ``relies_on`` is not what was signed;
    or whether what is ``granted`` then has no release behind it.

    ``releases`` are found with the evidence of those in force then.
    """
    if any(_is_changed(each) for each in releases if each.evidence):
        return True
    return granted and not Cover.by(releases).covers(relies_on)
