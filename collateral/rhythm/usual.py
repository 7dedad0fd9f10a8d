"""What is usual for a client: how often others join, and whether with the client."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

from clients.models import Client, Modality
from releases.models import Format, Place

FILE = Path(__file__).with_name("usual.toml")
ADULT = "adult"


class Series(models.TextChoices):
    """How often others join."""

    EVERY = "every", "Every session"
    PERIODIC = "periodic", "Now and then"
    SEPARATE = "separate", "Sessions of their own"
    INVITED = "invited", "By invitation"


@dataclass(frozen=True)
class Usual:
    """What is proposed and why; ``place`` is empty where any will do."""

    band: str
    series: Series
    format: Format
    place: str
    says: str
    because: str
    source: str

    @property
    def proposes(self) -> list[str]:
        """How often, with or without the client, and where, as forms say it."""
        place = [str(Place(self.place).label)] if self.place else []
        return [str(self.series.label), str(self.format.label), *place]

    @property
    def in_person(self) -> bool:
        return self.place == Place.IN_PERSON


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def band_of(client: Client, day: date) -> str:
    """The code of ``client``'s age band on a local ``day``; who is of age is an adult,
    at whatever age their state says so.
    """
    if not client.is_minor_on(day):
        return ADULT
    age = client.age_on(day)
    minors = [band for band in _told()["bands"] if band["code"] != ADULT]
    bands = (band for band in minors if age <= band.get("through", age))
    return str(next(bands)["code"])


def usual_of(client: Client, day: date) -> Usual:
    """How ``client``'s people would usually take part on ``day``."""
    band = band_of(client, day)
    for modality in (client.modality, Modality.INDIVIDUAL):
        for each in _told()["usual"]:
            if each["modality"] == modality and band in each["bands"]:
                return Usual(
                    band=next(b["name"] for b in _told()["bands"] if b["code"] == band),
                    series=Series(each["series"]),
                    format=Format(each["format"]),
                    place=each["place"],
                    says=each["says"],
                    because=each["because"],
                    source=_told()["source"],
                )
    raise LookupError(band)
