from __future__ import annotations

from django.db import migrations

# A session that is over is what was: it keeps its people, its time and its cover. And
# what a session leans on shrinks only by booking it anew, which happens now.
KEEPS_WHAT_IT_WAS = """
CREATE FUNCTION session_keeps_what_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE 'sessions are cancelled, never deleted' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF OLD.status IN ('completed', 'cancelled') AND NEW IS DISTINCT FROM OLD THEN
        RAISE 'session % is over', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF NEW.status = 'held' AND OLD.status <> 'held'
        AND upper(OLD.during) <= clock_timestamp()
    THEN
        RAISE 'session % has taken place', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF NEW.booked_at > OLD.booked_at AND OLD.status <> 'held' AND (
        upper(OLD.during) <= clock_timestamp()
        OR NEW.booked_at < clock_timestamp() - interval '1 minute'
    ) THEN
        RAISE 'session % was booked sooner', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_keeps_what_it_was BEFORE UPDATE OR DELETE ON collateral_session
    FOR EACH ROW EXECUTE FUNCTION session_keeps_what_it_was();
CREATE TRIGGER session_is_not_truncated BEFORE TRUNCATE ON collateral_session
    FOR EACH STATEMENT EXECUTE FUNCTION session_keeps_what_it_was();
"""


class Migration(migrations.Migration):
    """What was booked, and what took place, stays as it was."""

    dependencies = [("collateral", "0002_booked_when_it_was")]

    operations = [
        migrations.RunSQL(
            KEEPS_WHAT_IT_WAS, "DROP FUNCTION session_keeps_what_it_was() CASCADE"
        ),
    ]
