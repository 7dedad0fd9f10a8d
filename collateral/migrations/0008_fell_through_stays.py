"""What was on hold as its time passed did not take place, and never comes to."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0011_events_of_endings"),
        ("collateral", "0007_in_care"),
        ("practice", "0003_sorted_as_people_do"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="session",
            name="session_keeps_what_it_was",
        ),
        migrations.RemoveConstraint(
            model_name="session",
            name="session_is_not_truncated",
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'sessions are cancelled, never deleted' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN\n        RAISE 'session % is over', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN\n        RAISE 'session % was written when it was', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp() AND (\n        NEW.status NOT IN ('scheduled', 'checked_in', 'completed') OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'\n    ) THEN\n        RAISE 'session % has taken place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status NOT IN ('scheduled', 'checked_in', 'completed') AND NEW.status IN ('scheduled', 'checked_in', 'completed')\n        AND upper(NEW.during) <= clock_timestamp()\n    THEN\n        RAISE 'session % did not take place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (\n        upper(OLD.during) <= clock_timestamp()\n        OR NEW.booked_at < clock_timestamp() - interval '1 minute'\n    ) THEN\n        RAISE 'session % was booked sooner', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="session_keeps_what_it_was",
                violation_error_message="What was booked, and what took place, stays as it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'sessions are cancelled, never deleted' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN\n        RAISE 'session % is over', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN\n        RAISE 'session % was written when it was', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp() AND (\n        NEW.status NOT IN ('scheduled', 'checked_in', 'completed') OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'\n    ) THEN\n        RAISE 'session % has taken place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status NOT IN ('scheduled', 'checked_in', 'completed') AND NEW.status IN ('scheduled', 'checked_in', 'completed')\n        AND upper(NEW.during) <= clock_timestamp()\n    THEN\n        RAISE 'session % did not take place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (\n        upper(OLD.during) <= clock_timestamp()\n        OR NEW.booked_at < clock_timestamp() - interval '1 minute'\n    ) THEN\n        RAISE 'session % was booked sooner', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="session_is_not_truncated",
                raises=("session_keeps_what_it_was",),
                violation_error_message="What was booked, and what took place, stays as it was.",
            ),
        ),
    ]
