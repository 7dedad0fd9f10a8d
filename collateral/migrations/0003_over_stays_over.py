"""What took place keeps its time, its people and whom they were told by."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0001_initial"),
        ("collateral", "0002_booked_now"),
        ("practice", "0001_initial"),
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
        migrations.AddField(
            model_name="session",
            name="written_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session WHERE id = NEW.session_id AND written_at = now();\n    IF NOT FOUND THEN \n        RAISE 'participants stay in their sessions' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_keeps_the_seat';\n END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="participant_was_there",
                raises=("participant_keeps_the_seat",),
                violation_error_message="Who took part in a session that is over stays as it was.",
                when="NEW.status IN ('completed', 'cancelled') OR (NEW.status IN ('scheduled', 'checked_in', 'completed') AND upper(NEW.during) <= clock_timestamp())",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=practice.database.triggers.Trigger(
                body="BEGIN \n        RAISE 'participants stay in their sessions' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'participant_keeps_the_seat';\n END",
                fires="BEFORE UPDATE OF contact_id, discloser",
                name="participant_is_not_repointed",
                raises=("participant_keeps_the_seat",),
                violation_error_message="Who took part in a session that is over stays as it was.",
                when="(NEW.contact_id <> OLD.contact_id OR NEW.discloser <> OLD.discloser) AND (OLD.status IN ('completed', 'cancelled') OR (OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp()))",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    NEW.written_at := now();\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="session_is_written_now",
                raises=("session_keeps_what_it_was",),
                violation_error_message="A session is written when it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'sessions are cancelled, never deleted' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN\n        RAISE 'session % is over', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN\n        RAISE 'session % was written when it was', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp() AND (\n        NEW.status NOT IN ('scheduled', 'checked_in', 'completed') OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'\n    ) THEN\n        RAISE 'session % has taken place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (\n        upper(OLD.during) <= clock_timestamp()\n        OR NEW.booked_at < clock_timestamp() - interval '1 minute'\n    ) THEN\n        RAISE 'session % was booked sooner', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="session_keeps_what_it_was",
                violation_error_message="What was booked, and what took place, stays as it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'sessions are cancelled, never deleted' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN\n        RAISE 'session % is over', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN\n        RAISE 'session % was written when it was', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp() AND (\n        NEW.status NOT IN ('scheduled', 'checked_in', 'completed') OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'\n    ) THEN\n        RAISE 'session % has taken place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (\n        upper(OLD.during) <= clock_timestamp()\n        OR NEW.booked_at < clock_timestamp() - interval '1 minute'\n    ) THEN\n        RAISE 'session % was booked sooner', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="session_is_not_truncated",
                raises=("session_keeps_what_it_was",),
                violation_error_message="What was booked, and what took place, stays as it was.",
            ),
        ),
    ]
