"""Until when the papers hold by which a form was signed: it counts no longer.

As triggers, for papers are taken off after a form was signed by them, as of a release
(``within_papers``): whoever ends them ends the form in the same step (45 CFR 164.502(g)).
"""

from __future__ import annotations

from practice.database.triggers import Trigger

# Of those who decide in a client's place: the papers that name them and hold longest, as
# they hold on the day it is recorded, whoever writes the row; none, where none on file
# does. The signature that makes a form whole ends with the first of those it waited for.
RESTS_ON_THEIRS = """
DECLARE
    recorded date := (NEW.recorded_at AT TIME ZONE NEW.time_zone)::date;
BEGIN
    SELECT papers.id, (ends_on + 1)::timestamp AT TIME ZONE NEW.time_zone
        INTO NEW.rests_on_id, NEW.ends_at
        FROM clients_authority AS papers
            LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id
        WHERE NEW.capacity IN ('parent', 'agent')
            AND papers.client_id = NEW.client_id AND papers.holds @> recorded
            AND folded_name(NEW.signer)
                = folded_name(coalesce(holder.name, papers.person_name))
        ORDER BY ends_on DESC NULLS FIRST, papers.id LIMIT 1
        FOR SHARE OF papers;
    IF NEW.whole THEN
        NEW.ends_at := LEAST(NEW.ends_at, (
            SELECT min(ends_at) FROM releases_signedform AS before
            WHERE client_id = NEW.client_id AND kind = NEW.kind
                AND contact_id IS NOT DISTINCT FROM NEW.contact_id
                AND withdrawn_at IS NULL AND NOT whole
                AND NOT EXISTS (
                    SELECT FROM releases_signedform AS between
                    WHERE between.client_id = NEW.client_id AND between.kind = NEW.kind
                        AND between.contact_id IS NOT DISTINCT FROM NEW.contact_id
                        AND between.whole AND between.withdrawn_at IS NULL
                        AND between.id > before.id
                )
        ));
    END IF;
    RETURN NEW;
END
"""
# Each that was signed so, and the signature that made it whole.
OUTLIVES = """
    PERFORM FROM releases_signedform AS signed
        JOIN LATERAL (
            SELECT later.* FROM releases_signedform AS later
            WHERE later.client_id = signed.client_id AND later.kind = signed.kind
                AND later.contact_id IS NOT DISTINCT FROM signed.contact_id
                AND (later.whole OR later.id = signed.id) AND later.id >= signed.id
            ORDER BY (NOT later.whole), later.id LIMIT 1
        ) AS counts ON true
        LEFT JOIN clients_authority AS papers ON papers.id = signed.rests_on_id
        LEFT JOIN clients_contact AS holder ON holder.id = papers.contact_id
        WHERE {which} AND signed.withdrawn_at IS NULL AND counts.withdrawn_at IS NULL
            AND coalesce(LEAST(counts.ends_at, counts.ended_at), 'infinity')
                > clock_timestamp() + interval '1 minute';
    IF FOUND THEN
        RAISE 'a form would outlive the right of whoever signed it' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'form_within_its_signers_papers';
    END IF;
    RETURN NULL;
"""
ENDED_WITHIN = f"""
BEGIN
    {OUTLIVES.format(which="papers.id = NEW.id")}
END
"""
NO_SAY_LEFT = f"""
DECLARE
    barred clients_contact;
BEGIN
    IF EXISTS (
        SELECT FROM clients_courtorder AS newer
        WHERE newer.contact_id = NEW.contact_id AND newer.about = NEW.about
            AND (newer.dated_on, newer.id) > (NEW.dated_on, NEW.id)
    ) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO barred FROM clients_contact WHERE id = NEW.contact_id;
    {
    OUTLIVES.format(
        which=(
            "signed.client_id = barred.client_id "
            "AND signed.capacity IN ('parent', 'agent') "
            "AND (papers.contact_id = barred.id "
            "OR folded_name(signed.signer) = folded_name(barred.name))"
        )
    )
}
END
"""  # noqa: S608
WITHIN = (
    "A form would count for longer than whoever signed it has the right to. End it in the "
    "same step."
)

WITHIN_PAPERS = [
    Trigger(
        name="form_rests_on_its_signers_papers",
        fires="BEFORE INSERT",
        body=RESTS_ON_THEIRS,
        violation_error_message="A form rests on the papers of whoever signs it.",
    ),
    Trigger(
        name="authority_leaves_no_form_beyond",
        on="clients.Authority",
        fires="AFTER UPDATE OF ended_at",
        when="NEW.ended_at IS NOT NULL",
        body=ENDED_WITHIN,
        raises=["form_within_its_signers_papers"],
        deferred=True,
        violation_error_message=WITHIN,
    ),
    Trigger(
        name="order_leaves_no_form_beyond",
        on="clients.CourtOrder",
        fires="AFTER INSERT",
        when="NEW.ruling = 'no_decisions'",
        body=NO_SAY_LEFT,
        raises=["form_within_its_signers_papers"],
        violation_error_message=WITHIN,
    ),
]
