"""Why a calendar kept elsewhere was not read, in codes, and in words for its clinician."""

from __future__ import annotations

SAYS = {
    "address": "Enter an address that begins with https:// and leads to one calendar.",
    "unknown": "nobody is known by the name in its address",
    "inside": "its address leads into a private network",
    "unreachable": "nobody answered at its address",
    "certificate": "whoever answered could not prove to be who its address names",
    "gone": "its address is not known there any more, or is not open to us",
    "answer": "whoever answered had trouble of their own",
    "redirects": "its address leads from one to another, or away from https",
    "slow": "it took too long to read",
    "big": "it is larger than 8 MB",
    "no calendar": "what is there is no calendar",
    "broken": "it cannot be read",
    "many": "it says more times than can be kept, 5,000 in a year",
    "lost": "its address cannot be read any more. Enter it anew",
}
CODES = list(SAYS)


class Trouble(Exception):  # noqa: N818 - it is what it is, not an error
    """Carries a code of ``SAYS``, and nothing of the address."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
