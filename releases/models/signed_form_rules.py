"""What holds of a form that was signed beside a release, as triggers."""

from __future__ import annotations

from practice.database.triggers import Trigger, happens_now
from releases.models.naming import naming

# Whose name a signature of each capacity bears, or does not.
SIGNED_BY_THEM = """
DECLARE
    client clients_client;
    contact clients_contact;
    theirs boolean;
BEGIN
    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id;
    SELECT * INTO contact FROM clients_contact WHERE id = NEW.contact_id;
    theirs := folded_name(NEW.signer) <> '' AND folded_name(NEW.signer) IN (
        folded_name(client.legal_name), folded_name(client.chosen_name)
    );
    IF (CASE NEW.capacity
        WHEN 'client' THEN theirs
        WHEN 'minor' THEN theirs
        WHEN 'teen' THEN theirs
        WHEN 'parent' THEN NOT theirs
        WHEN 'agent' THEN NOT theirs
        WHEN 'participant' THEN folded_name(NEW.signer) = folded_name(contact.name)
        WHEN 'participants_parent' THEN
            folded_name(NEW.signer) <> folded_name(contact.name)
        ELSE true
    END) THEN
        RETURN NEW;
    END IF;
    RAISE 'a form of client % is signed by someone else', NEW.client_id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'form_signed_by_whom_it_says';
END
"""
# A child who joins does not sign: 18, whatever state they live in.
OF_AGE = """
BEGIN
    PERFORM FROM clients_contact WHERE id = NEW.contact_id
        AND NEW.signed_on < date_of_birth + interval '18 years';
    IF FOUND THEN
        RAISE 'contact % is too young to sign', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'form_participant_is_of_age';
    END IF;
    RETURN NEW;
END
"""
# Taken back once, as it happens; nothing else changes.
IS_FINAL = """
DECLARE
    open text[] := '{withdrawn_at,withdrawn_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND NEW.withdrawn_at BETWEEN clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'form % was signed and stays', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'form_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was signed stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'form_is_final';
END
"""
STAYS = "What was signed stays as it is. It can be taken back."

OF_FORMS = [
    naming("form_names_its_contact"),
    Trigger(
        name="form_signed_by_whom_it_says",
        fires="BEFORE INSERT",
        body=SIGNED_BY_THEM,
        violation_error_message=(
            "Whoever signs does so under their own name: nobody signs in place of "
            "someone who signs themselves."
        ),
    ),
    Trigger(
        name="form_participant_is_of_age",
        fires="BEFORE INSERT",
        when="NEW.capacity = 'participant'",
        body=OF_AGE,
        violation_error_message="For a child who joins, that child’s parent signs.",
    ),
    happens_now(
        "form_is_recorded_now",
        "BEFORE INSERT",
        "recorded_at",
        "A form is recorded now, with the day on which it was signed.",
    ),
    Trigger(
        name="form_is_final",
        fires="BEFORE UPDATE OR DELETE",
        body=IS_FINAL,
        violation_error_message=STAYS,
    ),
    Trigger(
        name="form_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=IS_KEPT,
        raises=["form_is_final"],
        violation_error_message=STAYS,
    ),
]
