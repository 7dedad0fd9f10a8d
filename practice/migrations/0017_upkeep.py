"""When the practice was last looked after."""

from __future__ import annotations

import django.db.models.functions.datetime
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0016_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("backup", "Backup"),
                            ("drill", "Restore drill"),
                            ("verification", "Verification"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("went_well", models.BooleanField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["kind", "-at"], name="upkeep_by_kind")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="upkeep",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["backup", "drill", "verification"])),
                name="upkeep_has_a_kind",
                violation_error_message="Say what was done.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upkeep",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="upkeep_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upkeep",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="upkeep_is_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
