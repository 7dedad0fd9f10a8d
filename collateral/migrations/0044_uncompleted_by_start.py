"""Sessions of which nobody stated who was in the room, by their start."""

from __future__ import annotations

import django.contrib.postgres.fields.ranges
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0043_covers_begin_now"),
        ("collateral", "0043_held_by_start"),
        ("practice", "0027_username_as_it_is_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                django.contrib.postgres.fields.ranges.RangeStartsWith("during"),
                condition=models.Q(("status__in", ("scheduled", "checked_in"))),
                name="session_uncompleted_by_start",
            ),
        ),
    ]
