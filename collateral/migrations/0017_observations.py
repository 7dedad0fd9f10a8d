"""What contacts say they saw of a client; nothing yet."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0032_debriefs"),
        ("collateral", "0016_debriefs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Observation",
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
                    "place",
                    models.CharField(
                        choices=[
                            ("home", "At home"),
                            ("school", "At school"),
                            ("elsewhere", "Elsewhere"),
                        ],
                        max_length=20,
                        verbose_name="where it was seen",
                    ),
                ),
                ("seen_on", models.DateField(verbose_name="on which day")),
                (
                    "words",
                    models.TextField(
                        help_text="In their words, not as you read it.",
                        max_length=2000,
                        verbose_name="what they said",
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False)),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what was wrong"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="clients.contact",
                        verbose_name="who said it",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="collateral.observation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["client", "seen_on", "id"], name="observation_of_client"
                    )
                ],
                "constraints": [
                    practice.database.constraints.ForeignKeyConstraint(
                        fields=("client", "contact"),
                        name="observation_contact_of_client",
                        to="clients.Contact",
                        to_fields=("client", "id"),
                        violation_error_message="Choose one of this client's own contacts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__in", ["home", "school", "elsewhere"]),
                            ("words__regex", "\\S"),
                        ),
                        name="observation_says_where_and_what",
                        violation_error_message="Say where it was seen, and what was said.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("corrects", None)),
                            models.Q(
                                ("correction__regex", "\\S"),
                                ("corrects__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="observation_correction_says_what_was_wrong",
                        violation_error_message="Say what was wrong.",
                    ),
                    models.UniqueConstraint(
                        fields=("corrects",),
                        name="observation_is_corrected_once",
                        violation_error_message="This was corrected just now. Correct what stands there now.",
                    ),
                    models.UniqueConstraint(
                        fields=("client", "id"), name="observation_client_key"
                    ),
                    practice.database.constraints.ForeignKeyConstraint(
                        fields=("client", "corrects"),
                        name="observation_corrects_one_of_the_client",
                        to="collateral.Observation",
                        to_fields=("client", "id"),
                        violation_error_message="A mistake is corrected for the same client.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'observation_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="observation_is_recorded_now",
                violation_error_message="What was said is recorded now; write the day on which it was seen.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="observation_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="observation_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
