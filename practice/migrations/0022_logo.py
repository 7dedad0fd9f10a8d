"""The logo on papers, as it was and is."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0021_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Logo",
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
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("jpeg", models.BinaryField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.logo",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=models.UniqueConstraint(
                fields=("follows",),
                name="logo_follows_the_newest",
                nulls_distinct=False,
                violation_error_message="Someone else changed this at the same moment. Look at what they changed, then save it again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None), ("follows__lt", models.F("id")), _connector="OR"
                ),
                name="logo_follows_one_before",
                violation_error_message="It follows the one before it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None), ("by__isnull", False), _connector="OR"
                ),
                name="logo_changed_by_someone",
                violation_error_message="Say who changes it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.at >= OLD.at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'logo_is_written_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="logo_is_written_now",
                violation_error_message="What happens is written as it happens.",
                when="NEW.at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="logo_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="logos_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jpeg", b""), ("sha256", "")),
                    models.Q(
                        ("sha256__regex", "^[0-9a-f]{64}$"),
                        models.Q(("jpeg", b""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="logo_is_a_picture_or_none",
                violation_error_message="Say which picture it is.",
            ),
        ),
    ]
