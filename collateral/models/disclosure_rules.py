"""What a constraint on one row cannot say of what was told, as triggers."""

from __future__ import annotations

from collateral.models.basis import PART2_GROUNDS, Basis
from practice.database.triggers import Trigger, happens_now, sql_list, written_once
from releases.models import PRACTICE

# Whoever ends the release meanwhile is waited for.
IN_FORCE = """
BEGIN
    PERFORM FROM releases_release
        WHERE id = NEW.release_id AND client_id = NEW.client_id
        AND contact_id = NEW.contact_id AND in_force @> NEW.told_at
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'release % was not in force for contact %', NEW.release_id, NEW.contact_id
            USING ERRCODE = 'check_violation',
            CONSTRAINT = 'disclosure_release_in_force';
    END IF;
    RETURN NEW;
END
"""
# Each topic is outside unless it was granted then, told by whoever told it.
OUTSIDE = f"""
BEGIN
    PERFORM FROM unnest(NEW.topics) AS told (topic)
        WHERE (told.topic = ANY (NEW.outside)) = EXISTS (
            SELECT FROM releases_grant
            WHERE release_id = NEW.release_id AND what = told.topic
            AND discloser IN ({PRACTICE}, NEW.told_by_id) AND in_force @> NEW.told_at
        );
    IF FOUND THEN
        RAISE 'what release % grants was told otherwise', NEW.release_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_says_what_is_outside';
    END IF;
    RETURN NEW;
END
"""
# Who changes whether there are such records is waited for.
ASKS_A_GROUND = """
BEGIN
    PERFORM FROM clients_client
        WHERE id = NEW.client_id AND part2 = (NEW.part2_ground <> '') FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'client % has records under Part 2, or has none', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_has_a_part2_ground';
    END IF;
    RETURN NEW;
END
"""
HAD_A_SEAT = """
BEGIN
    PERFORM FROM collateral_participant
        WHERE session_id = NEW.session_id AND client_id = NEW.client_id
        AND contact_id = NEW.contact_id;
    IF NOT FOUND THEN
        RAISE 'contact % has no seat in session %', NEW.contact_id, NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_of_its_session';
    END IF;
    RETURN NEW;
END
"""

KEEPS_WHAT_WAS_TOLD = [
    happens_now(
        "disclosure_is_recorded_now",
        "BEFORE INSERT",
        "recorded_at",
        "What was told is recorded as somebody records it.",
    ),
    Trigger(
        name="disclosure_release_in_force",
        fires="BEFORE INSERT",
        when=f"NEW.basis = '{Basis.RELEASE}'",
        body=IN_FORCE,
        violation_error_message=(
            "No release was in force for them then. What was told without one is "
            "recorded on the client’s page, with what allowed it."
        ),
    ),
    Trigger(
        name="disclosure_says_what_is_outside",
        fires="BEFORE INSERT",
        when=f"NEW.basis = '{Basis.RELEASE}'",
        body=OUTSIDE,
        violation_error_message=(
            "What the release allows was changed just now. Look again at what was told."
        ),
    ),
    Trigger(
        name="disclosure_has_a_part2_ground",
        fires="BEFORE INSERT",
        when=(f"NEW.basis IN ({sql_list(sorted(PART2_GROUNDS))}) AND NOT NEW.struck"),
        body=ASKS_A_GROUND,
        violation_error_message=(
            "This client has records under 42 CFR Part 2, which asks for a ground of its "
            "own. Say which."
        ),
    ),
    Trigger(
        name="disclosure_of_its_session",
        fires="BEFORE INSERT",
        when="NEW.session_id IS NOT NULL",
        body=HAD_A_SEAT,
        violation_error_message="Only whoever joins a session hears of something in it.",
    ),
    *written_once("disclosure_is_final", "disclosure_is_not_truncated"),
]
