from __future__ import annotations

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "practice"

    def ready(self) -> None:
        from practice.paper import pdf  # noqa: F401, PLC0415 - Django's own way
        from practice.setup import checks  # noqa: F401, PLC0415 - Django's own way
