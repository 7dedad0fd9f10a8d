"""Papers that are printed together, kept for an hour."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collateral", "0010_told_nothing"),
        ("practice", "0004_progress"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintBatch",
            fields=[
                (
                    "progress",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="print_batch",
                        serialize=False,
                        to="practice.progress",
                    ),
                ),
                (
                    "needs",
                    models.CharField(
                        choices=[
                            ("tomorrow", "All that tomorrow needs"),
                            ("ending", "All ending this month"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("large", models.BooleanField(default=False)),
                ("papers", models.JSONField()),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        db_index=True,
                    ),
                ),
                ("pages", models.PositiveIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("needs__in", ["tomorrow", "ending"])),
                        name="print_batch_says_what_for",
                        violation_error_message="Say what the papers are for.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintPiece",
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
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="collateral.printbatch",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "number"), name="print_piece_has_its_place"
                    )
                ],
            },
        ),
    ]
