"""Signing sessions are not all taken away at once."""

from __future__ import annotations

from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0037_reminders"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="signing_session_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
