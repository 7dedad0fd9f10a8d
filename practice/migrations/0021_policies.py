"""What the practice asks of who signs in, and of who signs for a client."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0020_letterhead"),
    ]

    operations = [
        migrations.CreateModel(
            name="Policies",
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
                (
                    "second_factor",
                    models.BooleanField(
                        help_text="Until they do, they see nothing but how to set one up.",
                        verbose_name="everyone who signs in has a second factor",
                    ),
                ),
                (
                    "verified",
                    models.BooleanField(
                        help_text="What one person entered of somebody’s papers counts once another has looked at them.",
                        verbose_name="a second person verifies who may sign for a client",
                    ),
                ),
                (
                    "checked_by_another",
                    models.BooleanField(
                        help_text="Leave it out where one person is the practice: the history says that they checked alone.",
                        verbose_name="a second person checks what was signed by hand",
                    ),
                ),
                (
                    "both_parents",
                    models.BooleanField(
                        help_text="All whose papers give them a say sign for a minor, unless one of them decides alone.",
                        verbose_name="both parents sign where either may",
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
                        to="practice.policies",
                    ),
                ),
            ],
            options={
                "verbose_name": "policies",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="policies",
            constraint=models.UniqueConstraint(
                fields=("follows",),
                name="policies_follows_the_newest",
                nulls_distinct=False,
                violation_error_message="Someone else changed this at the same moment. Look at what they changed, then save it again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policies",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None), ("follows__lt", models.F("id")), _connector="OR"
                ),
                name="policies_follows_one_before",
                violation_error_message="It follows the one before it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policies",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None), ("by__isnull", False), _connector="OR"
                ),
                name="policies_changed_by_someone",
                violation_error_message="Say who changes it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policies",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.at >= OLD.at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'policies_is_written_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="policies_is_written_now",
                violation_error_message="What happens is written as it happens.",
                when="NEW.at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="policies",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="policies_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policies",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="policies_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
