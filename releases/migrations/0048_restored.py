"""That an older backup was restored, and what was lost with it."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0047_sealed_root"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Restoration",
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
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("until", models.DateTimeField(editable=False, null=True)),
                ("known_until", models.DateTimeField(editable=False, null=True)),
                ("root", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "events",
                    models.PositiveIntegerField(
                        editable=False, verbose_name="events lost"
                    ),
                ),
                (
                    "ended",
                    models.PositiveIntegerField(
                        db_default=0, default=0, editable=False
                    ),
                ),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        db_default=[],
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("explained_at", models.DateTimeField(editable=False, null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="It is kept, and stays as it is. Names of clients stay out of it.",
                        max_length=300,
                        verbose_name="why it was restored, and what was done about what was lost",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LostRevocation",
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
                    "part",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        db_default=[],
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("received_at", models.DateTimeField(editable=False)),
                ("recorded_at", models.DateTimeField(editable=False)),
                (
                    "release",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="releases.release",
                    ),
                ),
                (
                    "restoration",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="releases.restoration",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="restoration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("explained_at", None), ("explained_by", None), ("why", "")
                    ),
                    models.Q(
                        ("explained_at__isnull", False),
                        ("explained_by__isnull", False),
                        ("why__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="restoration_explained_by_someone",
                violation_error_message="Say why it was restored.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restoration",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    answer text[] := '{explained_by_id,explained_at,why}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.explained_at IS NULL\n        AND to_jsonb(NEW) - answer = to_jsonb(OLD) - answer\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'restoration % stays as it is', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'restoration_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="restoration_is_final",
                violation_error_message="What was lost, and why, stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="restoration",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="restorations_are_kept",
                violation_error_message="What was lost, and why, stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lostrevocation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="lost_revocation_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lostrevocation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="lost_revocations_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
