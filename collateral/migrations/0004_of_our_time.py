from __future__ import annotations

from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    """A session's span can be read."""

    dependencies = [("collateral", "0003_as_it_was")]

    operations = [
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "during__startswith__gte",
                        datetime(1900, 1, 1, tzinfo=UTC),
                    ),
                    ("during__endswith__lt", datetime(9999, 1, 1, tzinfo=UTC)),
                    ("booked_at__gte", datetime(1900, 1, 1, tzinfo=UTC)),
                ),
                name="session_is_of_our_time",
                violation_error_message="A session must be in the years 1900 to 9998.",
            ),
        ),
    ]
