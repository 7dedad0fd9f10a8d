"""What a state's law wants of a revocation, beyond that somebody says so."""

from __future__ import annotations

from django.db import models


class Wants(models.TextChoices):
    """In what form it is still to come. It counts as spoken until then."""

    NOTHING = "", "Nothing more"
    WRITING = "writing", "In writing"
    WITNESSED = "witnessed", "In writing, with a witness"


def still_wanted(state: str, *, written: bool, witnessed: bool) -> Wants:
    """Of a revocation for a client of ``state``: 740 ILCS 110/5 asks that it be written,
    and witnessed by someone who can tell who signed.
    """
    if state != "IL" or (written and witnessed):
        return Wants.NOTHING
    return Wants.WITNESSED
