"""What a form that came back says."""

from __future__ import annotations

import html
import re
from typing import Any


def errors_in(response: Any) -> str:
    """What a form that came back says, as text."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(page).split())
