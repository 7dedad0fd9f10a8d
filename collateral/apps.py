from __future__ import annotations

from django.apps import AppConfig


class CollateralConfig(AppConfig):
    name = "collateral"
