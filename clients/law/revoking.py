"""What a state's law wants of a revocation, beyond that somebody says so."""

from __future__ import annotations

from django.db import models


class Wants(models.TextChoices):
    """In what form it is still to come. It counts as spoken until then."""

    NOTHING = "", "Nothing more"
    WRITING = "writing", "In writing"
    WITNESSED = "witnessed", "In writing, with a witness"


def still_wanted(law_asks: bool, *, written: bool, witnessed: bool) -> Wants:
    """Of a revocation, where the ``law_asks`` that it be written and witnessed, as
    ``Rules.witness_revoke`` says: 740 ILCS 110/5, by someone who can tell who signed.
    """
    if not law_asks or (written and witnessed):
        return Wants.NOTHING
    return Wants.WITNESSED
