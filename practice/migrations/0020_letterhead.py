"""What the practice is called and where it is, as it was and is."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0019_first_admin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letterhead",
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
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(max_length=200)),
                ("phone", models.CharField(max_length=40, verbose_name="telephone")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
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
                        to="practice.letterhead",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.UniqueConstraint(
                fields=("follows",),
                name="letterhead_follows_the_newest",
                nulls_distinct=False,
                violation_error_message="Someone else changed this at the same moment. Look at what they changed, then save it again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None), ("follows__lt", models.F("id")), _connector="OR"
                ),
                name="letterhead_follows_one_before",
                violation_error_message="It follows the one before it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("address__regex", "\\S"),
                    ("name__regex", "\\S"),
                    ("phone__regex", "\\S"),
                ),
                name="letterhead_is_whole",
                violation_error_message="Say name, address and telephone: they stand on every release.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None), ("by__isnull", False), _connector="OR"
                ),
                name="letterhead_changed_by_someone",
                violation_error_message="Say who changes it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.at >= OLD.at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'letterhead_is_written_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="letterhead_is_written_now",
                violation_error_message="What happens is written as it happens.",
                when="NEW.at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="letterhead_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="letterheads_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
