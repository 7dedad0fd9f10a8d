"""What is told to admins where a stored paper is not what was sealed."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0034_paper_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperAlarm",
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
                    "noticed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        help_text="What was found and done. Names of clients stay out of it.",
                        max_length=300,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("release_id", models.BigIntegerField(editable=False)),
            ],
            options={
                "ordering": ["-noticed_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("acknowledged_at", None)),
                        fields=("release_id",),
                        name="alarm_stands_once",
                        violation_error_message="This alarm stands already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acknowledged_at", None),
                                ("acknowledged_by", None),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("acknowledged_by__isnull", False),
                                ("outcome__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="alarm_looked_into_by_someone",
                        violation_error_message="Say what came of it.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="paperalarm",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    answer text[] := '{acknowledged_by_id,acknowledged_at,outcome}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.acknowledged_at IS NULL\n        AND to_jsonb(NEW) - answer = to_jsonb(OLD) - answer\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'alarm % stays as it is', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'alarm_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="alarm_is_final",
                violation_error_message="What was noticed, and what came of it, stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperalarm",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="alarm_is_not_truncated",
                violation_error_message="What was noticed, and what came of it, stays as it is.",
            ),
        ),
    ]
