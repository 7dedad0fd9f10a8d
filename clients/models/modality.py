"""How clients are treated."""

from __future__ import annotations

from django.db import models


class Modality(models.TextChoices):
    """How a client is treated; it decides who usually joins."""

    INDIVIDUAL = "individual", "Individual therapy"
    CBT = "cbt", "CBT"
    PLAY = "play", "Play therapy"
    PCIT = "pcit", "PCIT"
    DBT = "dbt", "DBT"
    FAMILY = "family", "Family therapy"
