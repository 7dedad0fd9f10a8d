"""A session is completed by who was there; a no-show is cancelled, even afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0039_completed"),
        ("collateral", "0038_calls"),
        ("practice", "0006_hours"),
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
            model_name="arrival",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION who_was_there(asked bigint) RETURNS text\nLANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$\n    SELECT CASE\n        WHEN NOT coalesce(bool_or(seat.contact_id IS NULL AND how = 'absent'), false)\n            AND bool_and(how IS NOT NULL)\n            AND bool_or(seat.contact_id IS NOT NULL AND how <> 'absent')\n        THEN 'somebody'\n        WHEN bool_or(seat.contact_id IS NULL AND how = 'absent')\n            OR bool_and(seat.contact_id IS NULL OR coalesce(how = 'absent', false))\n        THEN 'nobody'\n        ELSE 'unsaid'\n    END\n    FROM (\n        SELECT contact_id FROM collateral_participant WHERE session_id = asked\n        UNION ALL\n        SELECT NULL FROM collateral_session WHERE id = asked AND format = 'joint'\n    ) AS seat\n    LEFT JOIN collateral_arrival AS arrival ON session_id = asked\n        AND undone_at IS NULL AND arrival.contact_id IS NOT DISTINCT FROM seat.contact_id\n$$\n",
                drop="who_was_there(bigint)",
                name="who_was_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP = 'UPDATE' THEN\n        IF OLD.status = 'completed' OR upper(NEW.during) <= clock_timestamp()\n            AND who_was_there(NEW.id) = 'somebody'\n        THEN\n            RETURN NEW;\n        END IF;\n    END IF;\n    RAISE 'nobody said who was in session %', NEW.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'session_completed_says_who_was_there';\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF status",
                name="session_completed_says_who_was_there",
                on="collateral.Session",
                violation_error_message="Say of everyone whether they were there: a session is completed after its time.",
                when="NEW.status = 'completed'",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_session\n        WHERE id = NEW.session_id AND status = 'completed';\n    IF FOUND THEN\n        RAISE 'session % is completed', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_stays_once_completed';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT OR UPDATE OF undone_at",
                name="arrival_stays_once_completed",
                violation_error_message="The session is completed: who was in the room stays as it was stated.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'sessions are cancelled, never deleted' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN\n        RAISE 'session % is over', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN\n        RAISE 'session % was written when it was', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp() AND (\n        NEW.status NOT IN ('scheduled', 'checked_in', 'completed') AND NOT (\n            NEW.status = 'cancelled' AND who_was_there(OLD.id) = 'nobody'\n        ) OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'\n    ) THEN\n        RAISE 'session % has taken place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status NOT IN ('scheduled', 'checked_in', 'completed') AND NEW.status IN ('scheduled', 'checked_in', 'completed')\n        AND upper(NEW.during) <= clock_timestamp()\n    THEN\n        RAISE 'session % did not take place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (\n        upper(OLD.during) <= clock_timestamp()\n        OR NEW.booked_at < clock_timestamp() - interval '1 minute'\n    ) THEN\n        RAISE 'session % was booked sooner', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="session_keeps_what_it_was",
                violation_error_message="What was booked, and what took place, stays as it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF TG_OP <> 'UPDATE' THEN\n        RAISE 'sessions are cancelled, never deleted' USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN\n        RAISE 'session % is over', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN\n        RAISE 'session % was written when it was', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status IN ('scheduled', 'checked_in', 'completed') AND upper(OLD.during) <= clock_timestamp() AND (\n        NEW.status NOT IN ('scheduled', 'checked_in', 'completed') AND NOT (\n            NEW.status = 'cancelled' AND who_was_there(OLD.id) = 'nobody'\n        ) OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'\n    ) THEN\n        RAISE 'session % has taken place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF OLD.status NOT IN ('scheduled', 'checked_in', 'completed') AND NEW.status IN ('scheduled', 'checked_in', 'completed')\n        AND upper(NEW.during) <= clock_timestamp()\n    THEN\n        RAISE 'session % did not take place', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (\n        upper(OLD.during) <= clock_timestamp()\n        OR NEW.booked_at < clock_timestamp() - interval '1 minute'\n    ) THEN\n        RAISE 'session % was booked sooner', OLD.id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="session_is_not_truncated",
                raises=("session_keeps_what_it_was",),
                violation_error_message="What was booked, and what took place, stays as it was.",
            ),
        ),
    ]
