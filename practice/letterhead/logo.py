"""A logo as it is sent: opened apart, and made anew as small as it stands on paper.

Nothing of the file is kept but its dots, on white: what hides in a picture, or hangs
whoever opens it, is met by ``practice.paper.scanning``, which opens it in a process of
its own.
"""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image

from practice.forms import Form
from practice.models import Logo
from practice.paper.scanning.limits import Trouble
from practice.paper.scanning.reader import Reader

KILOBYTES = 200
# On paper it is half an inch high, and two inches wide at most: 400 dots an inch.
MOST_WIDE, MOST_HIGH, LEAST = 800, 200, 40
QUALITY = 92
PICTURES = ("jpeg", "png")
NO_PICTURE = (
    "This is no picture that can be read. Save it as a PNG or JPEG, and send that."
)
TOO_LARGE = f"It has more than {KILOBYTES} KB. Save it smaller, and send that."
TOO_SMALL = f"It has fewer than {LEAST} dots on a side, and would be blurred on paper."


class LogoForm(Form):
    """A picture of it."""

    picture = forms.FileField(
        label="Picture",
        help_text=f"PNG or JPEG, at most {KILOBYTES} KB. On paper it is half an inch high, on white.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )

    def clean_picture(self) -> bytes:
        sent = self.cleaned_data["picture"]
        if sent.size > KILOBYTES * 1024:
            raise ValidationError(TOO_LARGE)
        try:
            return made_anew(sent.read(), sent.name, sent.content_type or "")
        except Trouble:
            raise ValidationError(NO_PICTURE) from None


def made_anew(content: bytes, name: str, declared: str) -> bytes:
    """As a JPEG of ours. Raises ``Trouble``, or ValidationError for one too small."""
    with Reader() as reader:
        if reader.look(content, name, declared).kind not in PICTURES:
            raise Trouble("unknown")
        (page,) = reader.read(content, 1)
    if min(page.width, page.height) < LEAST:
        raise ValidationError(TOO_SMALL)
    made = io.BytesIO()
    with Image.open(io.BytesIO(page.jpeg), formats=["JPEG"]) as image:
        image.thumbnail((MOST_WIDE, MOST_HIGH), Image.Resampling.LANCZOS)
        image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def showing(logo: Logo, jpeg: Any) -> Logo:
    """``logo``, not saved, with this picture, or with none."""
    logo.jpeg, logo.sha256 = jpeg, sha256(jpeg).hexdigest() if jpeg else ""
    return logo
