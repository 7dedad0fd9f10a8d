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
        WHEN 'clinician' THEN folded_name(NEW.signer) = (
            SELECT folded_name(name) FROM practice_user WHERE id = client.clinician_id
        )
        ELSE false
    END) THEN
        RETURN NEW;
    END IF;
    RAISE 'a form of client % is signed by someone else', NEW.client_id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'form_signed_by_whom_it_says';
END
"""
# On the day on the paper, and as it is recorded, from when it counts: as ``clients.law.who``
# has it, but for whether someone else verified the papers, which a practice may not ask.
# The client's row is locked, so that who changes it meanwhile is waited for.
NO_SAY = """EXISTS (
                SELECT FROM clients_courtorder AS ordered
                    JOIN clients_contact AS barred ON barred.id = ordered.contact_id
                WHERE barred.client_id = NEW.client_id
                    AND ordered.ruling = 'no_decisions' AND {which}
                    AND NOT EXISTS (
                        SELECT FROM clients_courtorder AS newer
                        WHERE newer.contact_id = ordered.contact_id
                            AND newer.about = ordered.about
                            AND (newer.dated_on, newer.id)
                                > (ordered.dated_on, ordered.id)
                    )
            )"""
THEIR_NAME = "folded_name(barred.name) = folded_name(NEW.signer)"
SIGNED_IN_RIGHT = f"""
DECLARE
    client clients_client;
    recorded date := (NEW.recorded_at AT TIME ZONE NEW.time_zone)::date;
    of_age date;
    minor boolean;
BEGIN
    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id FOR SHARE;
    of_age := LEAST(
        comes_of_age_on(client.date_of_birth, client.state), client.emancipated_on
    );
    minor := recorded < of_age;
    IF (NEW.capacity = 'client' AND NEW.signed_on < of_age)
        OR (NOT minor AND (NEW.capacity IN ('minor', 'teen', 'parent')
            OR NEW.kind IN ('confidentiality', 'assent')))
        OR (NEW.capacity = 'minor' AND NEW.authority !~ '\\S')
        OR (NEW.capacity IN ('parent', 'agent') AND {NO_SAY.format(which=THEIR_NAME)})
        OR (NEW.capacity IN ('parent', 'agent') AND (
            SELECT bool_or(coalesce(
                papers.holds @> recorded AND papers.starts_on <= NEW.signed_on
                    AND folded_name(NEW.signer)
                        = folded_name(coalesce(holder.name, papers.person_name)),
                false
            ))
            FROM clients_authority AS papers
                LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id
            WHERE papers.client_id = NEW.client_id AND CASE WHEN minor
                THEN papers.kind <> 'agent'
                ELSE papers.kind IN ('guardian', 'letters', 'agent', 'court') END
                AND NOT {NO_SAY.format(which="barred.id = papers.contact_id")}
        ) IS FALSE)
    THEN
        RAISE 'nobody signs a form of client % in that right then', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'form_is_signed_in_right';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 (of our own words)
# A child who joins does not sign: 18, whatever state they live in. For whoever is of age,
# no parent does.
OF_AGE = """
BEGIN
    PERFORM FROM clients_contact WHERE id = NEW.contact_id
        AND (NEW.signed_on < comes_of_age_on(date_of_birth, ''))
            = (NEW.capacity = 'participant');
    IF FOUND THEN
        RAISE 'contact % is not of the age at which that one signs', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'form_participant_is_of_age';
    END IF;
    RETURN NEW;
END
"""
# Taken back once, as it happens; and ended once, unless it ends sooner than was foreseen.
# Nothing else changes.
IS_FINAL = """
DECLARE
    open text[] := '{withdrawn_at,withdrawn_by_id,ended_at,ended_by_id,ended_because}';
    back boolean;
    ends boolean;
BEGIN
    back := (NEW.withdrawn_at, NEW.withdrawn_by_id)
        IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawn_by_id);
    ends := (NEW.ended_at, NEW.ended_by_id, NEW.ended_because)
        IS DISTINCT FROM (OLD.ended_at, OLD.ended_by_id, OLD.ended_because);
    IF TG_OP = 'UPDATE' AND (back OR ends)
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND (NOT back OR OLD.withdrawn_at IS NULL
            AND NEW.withdrawn_at BETWEEN clock_timestamp() - interval '1 minute'
                AND clock_timestamp() + interval '1 minute')
        AND (NOT ends OR coalesce(OLD.ended_at, 'infinity') > clock_timestamp()
            AND NEW.ended_at < coalesce(OLD.ended_at, 'infinity')
            AND NEW.ended_at >= clock_timestamp() - interval '1 minute')
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
        when="NEW.capacity IN ('participant', 'participants_parent')",
        body=OF_AGE,
        violation_error_message=(
            "For a child who joins, that child’s parent signs; whoever is of age signs."
        ),
    ),
    Trigger(
        name="form_is_signed_in_right",
        fires="BEFORE INSERT",
        body=SIGNED_IN_RIGHT,
        violation_error_message=(
            "Whoever signs has no right to it, or had none on that day. Who may sign stands "
            "on the client’s page."
        ),
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
