"""Why a file is not taken, in words beside the field."""

from __future__ import annotations

from practice.numbers import say_number
from practice.paper.scanning.limits import MOST_PAGES, MOST_PIXELS

TROUBLES = {
    "empty": "It is empty.",
    "unknown": "It is neither a PDF nor a picture: send a PDF, JPEG, PNG or HEIC.",
    "disguised": (
        "It is not what its name says it is. Save it again, under a name of its own kind."
    ),
    "polyglot": "There is another file inside it, before its start or behind its end.",
    "encrypted": "It is encrypted. Save it without a password, and send it again.",
    "scripts": "There is something in it that runs by itself: a script or an action.",
    "embedded": "There is another file embedded in it.",
    "broken": "It is broken or cut off, so that it cannot be read. Scan it again.",
    "bomb": "It unfolds to far more than a scan holds.",
    "no pages": "There is no page in it.",
    "too many pages": f"It has more than {say_number(MOST_PAGES)} pages. Send it in parts.",
    "too many pixels": (
        f"A picture in it has more than {MOST_PIXELS // 1_000_000} megapixels. Scan it at "
        "200 to 300 dots per inch."
    ),
}
