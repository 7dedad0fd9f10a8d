"""Until when the papers hold by which someone signed: no release counts for longer.

As triggers, for papers are taken off after they were signed by: letters of guardianship,
an agent's power, a parent's right (45 CFR 164.502(g)). Acts end the release in the same
step.
"""

from __future__ import annotations

from practice.database.triggers import Trigger

# Good through their last day, by the clock where it was signed. LEAST passes over what is
# not known; papers that do not end let everything pass.
OUTLIVES = """
    FROM releases_release AS release
        JOIN releases_signature AS signature USING (document_id)
        JOIN clients_authority AS papers ON papers.id = signature.rests_on_id
    WHERE {which}
        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'
        AND upper(release.in_force) > LEAST(
            (papers.ends_on + 1)::timestamp AT TIME ZONE signature.time_zone,
            papers.ended_at
        )
"""
RAISES = """
        RAISE 'release % outlives the papers that it was signed by', outlived USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'release_within_its_signers_papers';
"""
# The papers are locked, so that who ends them meanwhile is waited for.
SIGNED_WITHIN = f"""
DECLARE
    outlived bigint;
BEGIN
    SELECT release.id INTO outlived
    {OUTLIVES.format(which="release.id = NEW.id")} LIMIT 1 FOR SHARE OF papers;
    IF outlived IS NOT NULL THEN
        {RAISES}
    END IF;
    RETURN NULL;
END
"""
NO_SAY_LEFT = """
DECLARE
    outlived bigint;
BEGIN
    SELECT release.id INTO outlived FROM releases_release AS release
        JOIN releases_signature AS signature USING (document_id)
        JOIN clients_authority AS papers ON papers.id = signature.rests_on_id
    WHERE papers.contact_id = NEW.contact_id
        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'
        AND NOT EXISTS (
            SELECT FROM clients_courtorder AS newer
            WHERE newer.contact_id = NEW.contact_id AND newer.about = NEW.about
                AND (newer.dated_on, newer.id) > (NEW.dated_on, NEW.id)
        )
    LIMIT 1;
    IF outlived IS NOT NULL THEN
        RAISE 'release % was signed by someone who has no say', outlived USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'release_within_its_signers_papers';
    END IF;
    RETURN NULL;
END
"""
ENDED_WITHIN = f"""
DECLARE
    outlived bigint;
BEGIN
    SELECT release.id INTO outlived
    {OUTLIVES.format(which="papers.id = NEW.id")} LIMIT 1;
    IF outlived IS NOT NULL THEN
        {RAISES}
    END IF;
    RETURN NULL;
END
"""
WITHIN = (
    "A release would count for longer than the papers by which it was signed. End it in "
    "the same step."
)

SIGNERS_PAPERS = [
    Trigger(
        name="release_within_its_signers_papers",
        fires="AFTER INSERT",
        when="upper(NEW.in_force) > now()",
        body=SIGNED_WITHIN,
        deferred=True,
        violation_error_message=WITHIN,
    ),
    Trigger(
        name="authority_leaves_no_release_beyond",
        on="clients.Authority",
        fires="AFTER UPDATE OF ended_at",
        when="NEW.ended_at IS NOT NULL",
        body=ENDED_WITHIN,
        raises=["release_within_its_signers_papers"],
        deferred=True,
        violation_error_message=WITHIN,
    ),
    Trigger(
        name="order_leaves_no_release_beyond",
        on="clients.CourtOrder",
        fires="AFTER INSERT",
        when="NEW.ruling = 'no_decisions'",
        body=NO_SAY_LEFT,
        raises=["release_within_its_signers_papers"],
        violation_error_message=WITHIN,
    ),
]
