from __future__ import annotations

from django.db import migrations

# What may be set on a signed release, once, and never taken back.
RELEASE_IS_FINAL = """
CREATE FUNCTION release_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    facts text[] := '{event_occurred_at,revoked_at,revoked_by_id,revoked_reason,superseded_at,superseded_by_id,voided_at,copy_given_at}';
    before jsonb;
    after jsonb;
    fact text;
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE 'a signed release is final' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';
    END IF;
    before := to_jsonb(OLD);
    after := to_jsonb(NEW);
    -- Generated columns are not yet filled in NEW. As text, for 1 and 1.0 are equal.
    IF (before - facts - 'in_force')::text <> (after - facts - 'in_force')::text THEN
        RAISE 'release % is signed and final', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';
    END IF;
    -- Replaced from a day ahead, it may still be replaced sooner, by another.
    IF OLD.superseded_at > clock_timestamp() AND NEW.superseded_at <= OLD.superseded_at THEN
        before := before || '{"superseded_at": null, "superseded_by_id": null}';
    END IF;
    FOREACH fact IN ARRAY facts LOOP
        CONTINUE WHEN before -> fact = after -> fact;
        IF before -> fact NOT IN ('null', '""') THEN
            RAISE 'release %: % is set and stays', OLD.id, fact USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';
        END IF;
        CONTINUE WHEN fact NOT IN
            ('event_occurred_at', 'revoked_at', 'superseded_at', 'voided_at');
        IF (after ->> fact)::timestamptz < clock_timestamp() - interval '1 minute' THEN
            RAISE 'release %: % is in the past', OLD.id, fact USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_forward';
        END IF;
        -- It stays, so that one dated ahead would keep the release from ending sooner.
        IF fact <> 'superseded_at'
            AND (after ->> fact)::timestamptz > clock_timestamp() + interval '1 minute'
        THEN
            RAISE 'release %: % has not happened', OLD.id, fact USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_as_it_happens';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER release_is_final BEFORE UPDATE OR DELETE ON releases_release
    FOR EACH ROW EXECUTE FUNCTION release_is_final();
CREATE TRIGGER release_is_not_truncated BEFORE TRUNCATE ON releases_release
    FOR EACH STATEMENT EXECUTE FUNCTION release_is_final();
"""

# Dated ahead, it could not be revoked until then.
NOT_SIGNED_AHEAD = """
CREATE FUNCTION release_is_not_signed_ahead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.signed_at > clock_timestamp() + interval '1 minute' THEN
        RAISE 'a release is signed ahead of the clock' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_not_signed_ahead';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER release_is_not_signed_ahead BEFORE INSERT ON releases_release
    FOR EACH ROW EXECUTE FUNCTION release_is_not_signed_ahead();
"""

# What is signed, and what was shown of it, is written once.
WRITTEN_ONCE = """
CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE '% is written once', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER signature_is_final BEFORE UPDATE OR DELETE ON releases_signature
    FOR EACH ROW EXECUTE FUNCTION written_once();
CREATE TRIGGER signature_is_not_truncated BEFORE TRUNCATE ON releases_signature
    FOR EACH STATEMENT EXECUTE FUNCTION written_once();
CREATE TRIGGER paper_is_final BEFORE UPDATE OR DELETE ON releases_paper
    FOR EACH ROW EXECUTE FUNCTION written_once();
CREATE TRIGGER paper_is_not_truncated BEFORE TRUNCATE ON releases_paper
    FOR EACH STATEMENT EXECUTE FUNCTION written_once();
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE ON releases_consentevent
    FOR EACH ROW EXECUTE FUNCTION written_once();
CREATE TRIGGER history_is_not_truncated BEFORE TRUNCATE ON releases_consentevent
    FOR EACH STATEMENT EXECUTE FUNCTION written_once();
"""

# The text that is hashed: JSON made of all of an event's columns, so that verification
# can make it again. No setting changes it: to_json writes instants in ISO 8601 whatever
# DateStyle says. Concatenated, as json_build_object takes four times as long; the hash
# needs no escaping.
EVENT_BODY = """
CREATE FUNCTION consent_event_body(event releases_consentevent) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '{"id":' || event.id
        || ',"client":' || event.client_id
        || ',"number":' || event.number
        || ',"previous":"' || event.previous
        || '","at":' || to_json(event.at AT TIME ZONE 'UTC')
        || ',"kind":' || to_json(event.kind)
        || ',"actor":' || coalesce(event.actor_id::text, 'null')
        || ',"clinician":' || event.clinician_id
        || ',"contact":' || coalesce(event.contact_id::text, 'null')
        || ',"release":' || coalesce(event.release_id::text, 'null')
        || ',"session":' || coalesce(event.session_id::text, 'null')
        || ',"reason":' || to_json(event.reason)
        || ',"detail":' || event.detail
        || '}'
$$;
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
    locked text;
BEGIN
    -- Wait for whoever ends the release here: they write to the chain, and inside its
    -- lock the foreign key would wait for them while they wait for the chain.
    IF NEW.release_id IS NOT NULL THEN
        PERFORM FROM releases_release WHERE id = NEW.release_id FOR KEY SHARE;
    END IF;
    -- One writer at a time to each client's chain; the id is given inside the lock.
    -- Assigned, as PERFORM would run a query.
    locked := pg_advisory_xact_lock(hashtextextended('consent chain', NEW.client_id))::text;
    SELECT number, sha256, at INTO last FROM releases_consentevent
        WHERE client_id = NEW.client_id ORDER BY number DESC LIMIT 1;
    IF NEW.at NOT BETWEEN '1900-01-01Z' AND clock_timestamp() + interval '1 minute' THEN
        RAISE 'an event of client % is not of our time', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'event_is_past';
    END IF;
    NEW.id := nextval('releases_consentevent_id_seq');
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.previous := coalesce(last.sha256, '');
    NEW.at := greatest(NEW.at, last.at);
    NEW.body := consent_event_body(NEW);
    NEW.sha256 := encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER chain_event BEFORE INSERT ON releases_consentevent
    FOR EACH ROW EXECUTE FUNCTION chain_event();
"""


class Migration(migrations.Migration):
    """A signed release is final, and the consent history append-only and chained."""

    dependencies = [("releases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            RELEASE_IS_FINAL,
            "DROP TRIGGER release_is_not_truncated ON releases_release;"
            "DROP TRIGGER release_is_final ON releases_release;"
            "DROP FUNCTION release_is_final()",
        ),
        migrations.RunSQL(
            NOT_SIGNED_AHEAD, "DROP FUNCTION release_is_not_signed_ahead() CASCADE"
        ),
        migrations.RunSQL(WRITTEN_ONCE, "DROP FUNCTION written_once() CASCADE"),
        migrations.RunSQL(
            EVENT_BODY,
            "DROP FUNCTION chain_event() CASCADE;"
            "DROP FUNCTION consent_event_body(releases_consentevent)",
        ),
    ]
