from __future__ import annotations

from django.db import migrations

# A session "booked" tomorrow would lean only on a release that starts tomorrow.
BOOKED_WHEN_IT_WAS = """
CREATE FUNCTION session_is_not_booked_ahead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.booked_at > clock_timestamp() + interval '1 minute' THEN
        RAISE 'session % is booked ahead of the clock', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_is_not_booked_ahead';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_is_not_booked_ahead
    BEFORE INSERT OR UPDATE OF booked_at ON collateral_session
    FOR EACH ROW EXECUTE FUNCTION session_is_not_booked_ahead();
"""

# A session that stands for nobody would lean on nothing; asked at commit. Nobody can
# be taken out of one that stands, so it is enough to ask when it comes to stand. The
# seat that is found is locked: in a snapshot it may be one that is gone by now.
STANDS_FOR_SOMEONE = """
CREATE FUNCTION session_has_participants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.id
        AND status IN ('scheduled', 'checked_in', 'completed');
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM FROM collateral_participant WHERE session_id = NEW.id LIMIT 1 FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE 'session % stands for nobody', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_has_participants';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER session_booked_has_participants
    AFTER INSERT ON collateral_session DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status IN ('scheduled', 'checked_in', 'completed'))
    EXECUTE FUNCTION session_has_participants();
CREATE CONSTRAINT TRIGGER session_standing_has_participants
    AFTER UPDATE OF status ON collateral_session DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status)
    EXECUTE FUNCTION session_has_participants();

CREATE FUNCTION participant_keeps_the_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE 'participants stay in their sessions' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_keeps_the_seat';
    END IF;
    IF TG_OP = 'UPDATE' OR OLD.status <> 'held' THEN
        RAISE 'participant % stays in session %', OLD.id, OLD.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_keeps_the_seat';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER participant_is_not_deleted BEFORE DELETE ON collateral_participant
    FOR EACH ROW EXECUTE FUNCTION participant_keeps_the_seat();
CREATE TRIGGER participant_is_not_truncated BEFORE TRUNCATE ON collateral_participant
    FOR EACH STATEMENT EXECUTE FUNCTION participant_keeps_the_seat();
CREATE TRIGGER participant_is_not_moved
    BEFORE UPDATE OF session_id ON collateral_participant
    FOR EACH ROW WHEN (NEW.session_id <> OLD.session_id)
    EXECUTE FUNCTION participant_keeps_the_seat();
"""


class Migration(migrations.Migration):
    """What a constraint on one row cannot say of a session."""

    dependencies = [("collateral", "0001_initial")]

    operations = [
        migrations.RunSQL(
            BOOKED_WHEN_IT_WAS, "DROP FUNCTION session_is_not_booked_ahead() CASCADE"
        ),
        migrations.RunSQL(
            STANDS_FOR_SOMEONE,
            "DROP FUNCTION session_has_participants() CASCADE;"
            "DROP FUNCTION participant_keeps_the_seat() CASCADE",
        ),
    ]
