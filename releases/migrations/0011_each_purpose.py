"""A release says each purpose that it is for, where it said one: 45 CFR 164.508(c)(1)(iv)."""

from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations, models

PURPOSES = [
    ("relationship", "Communication: practice skills and be heard, with support"),
    ("support", "Support between sessions: coping, sleep, healthy habits"),
    ("information", "Information that helps the treatment"),
    ("understanding", "Helping someone close understand what helps"),
    ("change", "A change in life: discharge, caregiving, co-parenting"),
]
# No table is altered while a key waits to be asked.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0010_third_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedraft",
            name="purposes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=PURPOSES, max_length=20),
                default=list,
                size=None,
                verbose_name="why",
            ),
            preserve_default=False,
        ),
        # So that the way back has something to fill the column with.
        migrations.AlterField(
            model_name="releasedraft",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=20, default=""),
        ),
        migrations.RunSQL("", SETTLE),
        migrations.RunSQL(
            "UPDATE releases_releasedraft SET purposes = ARRAY[purpose]",
            "UPDATE releases_releasedraft SET purpose = purposes[1]",
        ),
        migrations.RunSQL(SETTLE, ""),
        migrations.RemoveField(
            model_name="releasedraft",
            name="purpose",
        ),
        migrations.AddConstraint(
            model_name="releasedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("purposes__len__gt", 0)),
                name="draft_says_why",
                violation_error_message="Tick at least one reason why.",
            ),
        ),
    ]
