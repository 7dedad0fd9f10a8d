"""A browser, as whoever sits before it would call it."""

from __future__ import annotations

# Each says that it is the ones below, too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def browser_in(agent: str) -> str:
    """Of the browser's own words, what is not known is left out."""
    browser = next((says for sign, says in BROWSERS if sign in agent), "A browser")
    machine = next((says for sign, says in MACHINES if sign in agent), "")
    return f"{browser} on {machine}" if machine else browser
