from __future__ import annotations

from django.apps import AppConfig


class CollateralConfig(AppConfig):
    name = "collateral"

    def ready(self) -> None:
        from collateral.gate import checks  # noqa: F401, PLC0415 (registers them)
