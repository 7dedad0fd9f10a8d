"""On what basis something was told of a client."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Basis(models.TextChoices):
    """What allows it; or that nothing did."""

    RELEASE = "release", "A release in force"
    THREAT = "threat", "A serious and imminent threat (45 CFR 164.512(j))"
    CHILD_ABUSE = (
        "child_abuse",
        "A report of child abuse or neglect (45 CFR 164.512(b))",
    )
    ADULT_ABUSE = "adult_abuse", "A report of abuse of an adult (45 CFR 164.512(c))"
    COURT = "court", "A court order or subpoena (45 CFR 164.512(e))"
    NOTHING = "nothing", "None: it was told by mistake"


class Part2Ground(models.TextChoices):
    """What lets records under 42 CFR Part 2 be told without consent: HIPAA's own grounds
    do not.
    """

    UNTOUCHED = "untouched", "Nothing that was told comes from Part 2 records"
    MEDICAL = (
        "medical",
        "A medical emergency: medical personnel were told (42 CFR 2.51)",
    )
    CHILD_ABUSE = (
        "child_abuse",
        "A report of child abuse that state law asks for (42 CFR 2.12(c)(6))",
    )
    ORDER = "order", "A court order made under Part 2 (42 CFR 2.61 to 2.67)"


# Where Part 2 asks for a ground of its own, each that there is.
PART2_GROUNDS = {
    Basis.THREAT: [Part2Ground.UNTOUCHED, Part2Ground.MEDICAL],
    Basis.CHILD_ABUSE: [Part2Ground.UNTOUCHED, Part2Ground.CHILD_ABUSE],
    Basis.ADULT_ABUSE: [Part2Ground.UNTOUCHED],
    Basis.COURT: [Part2Ground.UNTOUCHED, Part2Ground.ORDER],
}


def fitting_grounds() -> Q:
    """That a ground of Part 2, where one is given, is one that there is for its basis."""
    fits = Q(part2_ground="")
    for basis, grounds in PART2_GROUNDS.items():
        fits |= Q(basis=basis, part2_ground__in=[ground.value for ground in grounds])
    return fits
