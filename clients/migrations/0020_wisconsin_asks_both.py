"""In Wisconsin the minor and a parent sign, until it is looked up which of two readings holds."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone

from clients.law.laying import lay_down


def lay_down_law(apps: Any, schema_editor: Any) -> None:
    lay_down(apps.get_model("clients", "StateProfile"), timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("clients", "0019_law_corrected")]

    operations = [migrations.RunPython(lay_down_law, migrations.RunPython.noop)]
