"""The device on which something was signed, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What a browser calls itself, the more exact first: each says that it is others too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_of(said: str) -> str:
    """What is kept of ``said``, which begins so in every browser; a sentence of somebody's
    own would stand under the practice's seal.
    """
    return said[:300] if said.startswith("Mozilla/") else ""


def device_of(said: str, say: Mapping[str, Any]) -> str:
    """``said`` by a browser of itself, in words of ``say``; as it is, where somebody wrote
    it; empty if nothing was.
    """
    if not said.startswith("Mozilla/"):
        return said
    browser = next((BROWSERS[sign] for sign in BROWSERS if sign in said), "")
    system = next((SYSTEMS[sign] for sign in SYSTEMS if sign in said), "")
    if browser and system:
        return str(say["browser_on"].format(browser=browser, system=system))
    return browser or system or str(say["a_browser"])
