"""What a signed release and its grants let through: facts that end them, once.

As triggers, since what may change depends on what was there before.
"""

from __future__ import annotations

from practice.database.triggers import Trigger, happens_now

# What may be set on a signed release, once, and never taken back.
RELEASE_IS_FINAL = """
DECLARE
    facts text[] := '{authority_ended_at,authority_ended_because,authority_ended_by_id,event_occurred_at,law_ended_at,law_ended_because,law_ended_by_id,revocation_id,revoked_at,revoked_by_id,revoked_reason,superseded_at,superseded_by_id,voided_at}';
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
    -- So may the authority of whoever signed end sooner than on a day ahead.
    IF OLD.authority_ended_at > clock_timestamp()
        AND NEW.authority_ended_at <= OLD.authority_ended_at
    THEN
        before := before || '{"authority_ended_at": null, "authority_ended_because": null, "authority_ended_by_id": null}';
    END IF;
    IF OLD.law_ended_at > clock_timestamp() AND NEW.law_ended_at <= OLD.law_ended_at THEN
        before := before || '{"law_ended_at": null, "law_ended_because": null, "law_ended_by_id": null}';
    END IF;
    FOREACH fact IN ARRAY facts LOOP
        CONTINUE WHEN before -> fact = after -> fact;
        IF before -> fact NOT IN ('null', '""') THEN
            RAISE 'release %: % is set and stays', OLD.id, fact USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';
        END IF;
        CONTINUE WHEN fact NOT IN
            ('authority_ended_at', 'event_occurred_at', 'law_ended_at', 'revoked_at', 'superseded_at', 'voided_at');
        IF (after ->> fact)::timestamptz < clock_timestamp() - interval '1 minute' THEN
            RAISE 'release %: % is in the past', OLD.id, fact USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_forward';
        END IF;
        -- It stays, so that one dated ahead would keep the release from ending sooner.
        IF fact NOT IN ('authority_ended_at', 'law_ended_at', 'superseded_at')
            AND (after ->> fact)::timestamptz > clock_timestamp() + interval '1 minute'
        THEN
            RAISE 'release %: % has not happened', OLD.id, fact USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_as_it_happens';
        END IF;
    END LOOP;
    RETURN NEW;
END
"""

RELEASE_IS_KEPT = """
BEGIN
    RAISE 'a signed release is final' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'release_is_final';
END
"""

# Dated ahead, it could not be revoked until then.
NOT_SIGNED_AHEAD = """
BEGIN
    IF NEW.signed_at > clock_timestamp() + interval '1 minute' THEN
        RAISE 'a release is signed ahead of the clock' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_not_signed_ahead';
    END IF;
    RETURN NEW;
END
"""

# A release without a signature would be relied on, and nobody agreed to it. Asked at
# commit; a signature can never be taken away again.
IS_SIGNED = """
BEGIN
    PERFORM FROM releases_signature
        WHERE document_id = NEW.document_id AND signed_at = NEW.signed_at;
    IF NOT FOUND THEN
        RAISE 'release % is not signed', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_signed';
    END IF;
    RETURN NULL;
END
"""

# Nobody takes back what they have not given yet.
REVOKED_ONCE_SIGNED = """
BEGIN
    PERFORM FROM releases_revocation
        WHERE id = NEW.revocation_id AND (
            received_at < NEW.signed_at
            OR signed_on < (NEW.signed_at AT TIME ZONE time_zone)::date
        );
    IF FOUND THEN
        RAISE 'release % was signed after it was revoked', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_revoked_once_signed';
    END IF;
    RETURN NEW;
END
"""

# A grant ends with its release, which the key carries over, or is revoked by itself.
GRANT_IS_FINAL = """
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE 'what was granted stays granted until it ends' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_final';
    END IF;
    IF (to_jsonb(NEW) - '{ended_at,revocation_id,release_in_force,in_force}'::text[])::text
        <> (to_jsonb(OLD) - '{ended_at,revocation_id,release_in_force,in_force}'::text[])::text
        OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.revocation_id)
            IS DISTINCT FROM (OLD.ended_at, OLD.revocation_id))
    THEN
        RAISE 'grant % is signed and final', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_final';
    END IF;
    IF NEW.ended_at IS DISTINCT FROM OLD.ended_at AND NEW.ended_at NOT BETWEEN
        clock_timestamp() - interval '1 minute' AND clock_timestamp() + interval '1 minute'
    THEN
        RAISE 'grant % does not end now', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'grant_ends_as_it_happens';
    END IF;
    RETURN NEW;
END
"""

GRANT_IS_KEPT = """
BEGIN
    RAISE 'what was granted stays granted until it ends' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_final';
END
"""


FINAL = "A signed release is final."

RELEASE = [
    Trigger(
        name="release_is_final",
        fires="BEFORE UPDATE OR DELETE",
        body=RELEASE_IS_FINAL,
        raises=[
            "release_is_final",
            "release_ends_forward",
            "release_ends_as_it_happens",
        ],
        violation_error_message=FINAL,
    ),
    Trigger(
        name="release_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=RELEASE_IS_KEPT,
        raises=["release_is_final"],
        violation_error_message=FINAL,
    ),
    Trigger(
        name="release_is_not_signed_ahead",
        fires="BEFORE INSERT",
        body=NOT_SIGNED_AHEAD,
        violation_error_message="A release is signed now, not ahead.",
    ),
    happens_now(
        "release_is_signed_now",
        "BEFORE INSERT",
        "signed_at",
        "A release is signed now, not at a time gone by.",
    ),
    Trigger(
        name="release_is_signed",
        fires="AFTER INSERT",
        body=IS_SIGNED,
        deferred=True,
        violation_error_message="A release needs a signature.",
    ),
    Trigger(
        name="release_revoked_once_signed",
        fires="BEFORE INSERT OR UPDATE OF revocation_id",
        when="NEW.revocation_id IS NOT NULL",
        body=REVOKED_ONCE_SIGNED,
        violation_error_message="A release was signed later than this. Untick it.",
    ),
]


GRANT = [
    Trigger(
        name="grant_is_final",
        fires="BEFORE UPDATE OR DELETE",
        body=GRANT_IS_FINAL,
        raises=["grant_is_final", "grant_ends_as_it_happens"],
        violation_error_message=FINAL,
    ),
    Trigger(
        name="grant_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=GRANT_IS_KEPT,
        raises=["grant_is_final"],
        violation_error_message=FINAL,
    ),
]
