"""A minor's shared session needs a consent to treat in force until it ends, as it is
booked, moved or re-opened; and whoever joins has acknowledged what that means before they are checked in.

As triggers: what was booked before they were asked stands until it is moved.
"""

from __future__ import annotations

from practice.database.triggers import Trigger

# For sure: on the latest day that it can be anywhere. Of the practice's own day, the gate
# is asked.
CONSENTED = """
BEGIN
    PERFORM FROM clients_client AS client WHERE id = NEW.client_id
        AND NOT emancipated AND (lower(NEW.during) AT TIME ZONE 'Etc/GMT-14')::date
            < comes_of_age_on(date_of_birth, state);
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM FROM releases_signedform WHERE client_id = NEW.client_id
        AND kind = 'consent' AND whole AND withdrawn_at IS NULL
        AND coalesce(LEAST(ends_at, ended_at), 'infinity') >= upper(NEW.during)
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'nobody consented to treat client %', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_consent';
    END IF;
    RETURN NULL;
END
"""
LEAVES_NOBODY_SEATED = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_participant AS seat
            JOIN clients_client AS client ON client.id = seat.client_id
            WHERE client.id = NEW.client_id AND NOT emancipated
                AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()
                AND (lower(during) AT TIME ZONE 'Etc/GMT-14')::date
                    < comes_of_age_on(date_of_birth, state)
                AND NOT EXISTS (
                    SELECT FROM releases_signedform AS form
                    WHERE form.client_id = client.id AND kind = 'consent' AND whole
                        AND withdrawn_at IS NULL
                        AND coalesce(LEAST(ends_at, ended_at), 'infinity')
                            >= upper(during)
                )
    ) THEN
        RAISE 'client % has a session still', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_consent';
    END IF;
    RETURN NULL;
END
"""
# Who did not come, or not yet, keeps nobody else waiting: where somebody was seen to come,
# it is asked of those who were, as that is written down.
ACKNOWLEDGED = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_arrival WHERE session_id = NEW.session_id
            AND contact_id IS NOT NULL AND how <> 'absent' AND undone_at IS NULL
    ) AND NOT EXISTS (
        SELECT FROM collateral_arrival WHERE session_id = NEW.session_id
            AND contact_id = NEW.contact_id AND how <> 'absent' AND undone_at IS NULL
    ) THEN
        RETURN NULL;
    END IF;
    PERFORM FROM releases_signedform WHERE client_id = NEW.client_id
        AND contact_id = NEW.contact_id AND kind = 'acknowledgement'
        AND whole AND withdrawn_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'contact % has acknowledged nothing', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_has_acknowledged';
    END IF;
    RETURN NULL;
END
"""
AHEAD = "NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()"
NEEDS_CONSENT = "The client is a minor: a shared session needs a consent to treat, signed by itself."
NEEDS_ACKNOWLEDGEMENT = "Whoever joins first signs what that means: the acknowledgement comes before check-in."
NEEDS_FORMS = [
    Trigger(
        name="participant_has_consent",
        fires="AFTER INSERT",
        when=AHEAD,
        body=CONSENTED,
        violation_error_message=NEEDS_CONSENT,
    ),
    Trigger(
        name="participant_keeps_consent",
        fires="AFTER UPDATE",
        when=f"{AHEAD} AND NEW.relies_on IS DISTINCT FROM OLD.relies_on",
        body=CONSENTED,
        raises=["participant_has_consent"],
        violation_error_message=NEEDS_CONSENT,
    ),
    Trigger(
        name="consent_leaves_nobody_seated",
        on="releases.SignedForm",
        fires="AFTER UPDATE OF withdrawn_at, ended_at",
        when="NEW.kind = 'consent'",
        body=LEAVES_NOBODY_SEATED,
        raises=["participant_has_consent"],
        violation_error_message=NEEDS_CONSENT,
    ),
    Trigger(
        name="participant_has_acknowledged",
        fires="AFTER UPDATE OF status",
        when=f"{AHEAD} AND NEW.status = 'checked_in' AND OLD.status <> NEW.status",
        body=ACKNOWLEDGED,
        violation_error_message=NEEDS_ACKNOWLEDGEMENT,
    ),
]
