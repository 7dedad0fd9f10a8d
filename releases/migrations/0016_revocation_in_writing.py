"""What the law wants of a revocation besides, and that it came in writing."""

from __future__ import annotations

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0015_revoked_in_part"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="revocation",
            name="wants",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nothing more"),
                    ("writing", "In writing"),
                    ("witnessed", "In writing, with a witness"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="RevocationWriting",
            fields=[
                (
                    "revocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="writing",
                        serialize=False,
                        to="releases.revocation",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "witness",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="witness"
                    ),
                ),
                ("time_zone", models.CharField(max_length=60)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_on__gte", datetime.date(1900, 1, 1)),
                            (
                                "signed_on__lte",
                                django.db.models.functions.comparison.Cast(
                                    models.Func(
                                        models.F("time_zone"),
                                        models.F("recorded_at"),
                                        function="TIMEZONE",
                                        output_field=models.DateTimeField(),
                                    ),
                                    models.DateField(),
                                ),
                            ),
                        ),
                        name="writing_signed_before_recorded",
                        violation_error_message="It was signed today or before.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="revocationwriting",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'writing_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="writing_is_recorded_now",
                violation_error_message="What comes in is recorded as it comes.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocationwriting",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_revocation WHERE id = NEW.revocation_id AND (\n        wants = 'writing'\n        OR wants = 'witnessed' AND NEW.witness ~ '\\S'\n    );\n    IF NOT FOUND THEN\n        RAISE 'revocation % wants no such writing', NEW.revocation_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'writing_is_as_wanted';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="writing_is_as_wanted",
                violation_error_message="Enter who witnessed it: the law of this client’s state asks for a witness.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocationwriting",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="writing_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revocationwriting",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="writing_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
