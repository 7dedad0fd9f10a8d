from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """A contact's events are found among their client's."""

    dependencies = [("releases", "0003_born_signed")]

    operations = [
        migrations.RemoveIndex(model_name="consentevent", name="event_by_contact"),
    ]
