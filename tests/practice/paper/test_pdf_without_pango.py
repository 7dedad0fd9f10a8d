"""Where Pango is missing a page says so, and prints as soon as it is there."""

from __future__ import annotations

NEEDED = "Printing needs Pango: nosuch will not load. Install: "
