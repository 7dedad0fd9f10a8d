from __future__ import annotations

from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db import migrations, models


class Migration(migrations.Migration):
    """Releases that end soon are found by when they end, whatever ends them."""

    dependencies = [("releases", "0005_what_an_event_holds")]

    operations = [
        migrations.RemoveIndex(model_name="release", name="release_by_expiry"),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                RangeEndsWith("in_force"), models.F("id"), name="release_by_end"
            ),
        ),
    ]
