"""A cover is named and ended as that is said, and begins no earlier."""

from __future__ import annotations

import datetime

import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0042_covers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "during__startswith__gt",
                        django.db.models.expressions.CombinedExpression(
                            models.F("named_at"),
                            "-",
                            models.Value(datetime.timedelta(days=1, seconds=3600)),
                        ),
                    )
                ),
                name="cover_is_not_dated_back",
                violation_error_message="It begins today at the earliest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.named_at >= OLD.named_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.named_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'cover_is_named_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="cover_is_named_now",
                violation_error_message="It is named as that is said.",
                when="NEW.named_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.ended_at >= OLD.ended_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.ended_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'cover_ends_now';\n    END\n    ",
                fires="BEFORE UPDATE",
                name="cover_ends_now",
                violation_error_message="It ends as that is said.",
                when="NEW.ended_at < now() - interval '1 minute'",
            ),
        ),
    ]
