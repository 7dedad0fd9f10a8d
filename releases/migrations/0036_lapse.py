"""That a release is left to lapse."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0027_letters_and_lapses"),
        ("releases", "0035_paper_alarm"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Lapse",
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
                    "reason",
                    models.CharField(
                        help_text="Kept in the consent history. Leave clinical detail out.",
                        max_length=300,
                        verbose_name="why it is left to lapse",
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lapses",
                        to="releases.release",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="lapse_says_why",
                violation_error_message="Say why it is left to lapse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None)),
                    models.Q(
                        ("taken_back_at__gte", models.F("decided_at")),
                        ("taken_back_at__isnull", False),
                        ("taken_back_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="lapse_taken_back_by_someone",
                violation_error_message="Record who took it back, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("release",),
                name="lapse_stands_once",
                violation_error_message="This release is left to lapse already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.decided_at >= OLD.decided_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.decided_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="lapse_is_recorded_now",
                violation_error_message="That a release is left to lapse is recorded as somebody decides it.",
                when="NEW.decided_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_release\n        WHERE id = NEW.release_id AND upper(in_force) > now();\n    IF NOT FOUND THEN\n        RAISE 'release % has ended', NEW.release_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_of_what_runs';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="lapse_is_of_what_runs",
                violation_error_message="This release has ended already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    open text[] := '{taken_back_at,taken_back_by_id}';\nBEGIN\n    IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL\n        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open\n        AND NEW.taken_back_at BETWEEN clock_timestamp() - interval '1 minute'\n            AND clock_timestamp() + interval '1 minute'\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'what was decided of a release stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="lapse_is_final",
                violation_error_message="What was decided stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE 'what was decided of a release stays' USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_final';\nEND\n",
                fires="BEFORE TRUNCATE",
                name="lapse_is_not_truncated",
                raises=("lapse_is_final",),
                violation_error_message="What was decided stays as it is.",
            ),
        ),
    ]
