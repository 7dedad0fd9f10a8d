"""How people are called in a sentence."""

from __future__ import annotations

# What stands before a name, and is not one.
TITLES = {
    "dr", "father", "fr", "imam", "miss", "mr", "mrs", "ms", "mx", "pastor", "prof",
    "rabbi", "rev", "sister", "sr",
}  # fmt: skip


def first_name_of(name: str) -> str:
    """What people say in a sentence: Sam, but Ms. Lee."""
    first, *others = name.split()
    titled = others and first.rstrip(".").lower() in TITLES
    return f"{first} {others[-1]}" if titled else first
