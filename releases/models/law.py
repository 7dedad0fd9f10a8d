"""Until when a release counts by what a state's law asks of it: no release for longer.

As triggers, for what the law asks is data: ``StateProfile``. The database is the one that
reckons; acts ask it beforehand.
"""

from __future__ import annotations

from practice.database.triggers import Function, Trigger

# Null where it has what one state's law ``asks`` of it from the day ``since`` on, or ever.
# ``last`` is as ``clients.law.rules.Law.last_day`` has it.
LAW_ENDS_RELEASE_AT = r"""
CREATE FUNCTION law_ends_release_at(release bigint, asks jsonb, since date)
RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN asks #> '{witness_sign,value}' = 'true' AND EXISTS (
            SELECT FROM releases_signature AS each
            WHERE each.document_id = signed.document_id AND each.witness !~ '\S'
        ) THEN coalesce(starts, '-infinity')
        WHEN last IS NOT NULL
            THEN greatest(starts, (last + 1)::timestamp AT TIME ZONE made.time_zone)
    END
    FROM releases_release AS signed
    JOIN releases_document AS document ON document.id = signed.document_id
    JOIN releases_signature AS made
        ON made.document_id = document.id AND made.signed_at = signed.signed_at,
    LATERAL (
        SELECT since::timestamp AT TIME ZONE made.time_zone AS starts,
            (made.signed_at AT TIME ZONE made.time_zone)::date AS day
    ) AS days,
    LATERAL (
        SELECT CASE
            WHEN asks #> '{longer_if_asked,value}' = 'true'
                AND document.content -> 'longer_asked' = 'true' THEN NULL
            ELSE coalesce(
                day + nullif((asks #>> '{max_days,value}')::integer, 0),
                day + make_interval(
                    months => nullif((asks #>> '{max_months,value}')::integer, 0)
                )
            )::date
        END AS last
    ) AS term
    WHERE signed.id = release
    ORDER BY made.id LIMIT 1
$$
"""
# Where the client lives and is on the screen, and the practice is, as the words say. The
# client and what is known of the law are locked: who changes either is waited for.
WITHIN_THE_LAW = """
DECLARE
    client clients_client;
    applies text[];
    day date;
BEGIN
    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id FOR SHARE;
    SELECT array_agg(law ->> 'state') INTO applies
        FROM releases_document, jsonb_path_query(content, '$.law[*]') AS law
        WHERE id = NEW.document_id;
    SELECT (signed_at AT TIME ZONE time_zone)::date INTO day FROM releases_signature
        WHERE document_id = NEW.document_id AND signed_at = NEW.signed_at;
    applies := applies || client.state::text || client.video_state::text;
    PERFORM FROM clients_stateprofile WHERE state = ANY (applies) ORDER BY id FOR SHARE;
    PERFORM FROM clients_stateprofile WHERE state = ANY (applies)
        AND (superseded_from IS NULL OR superseded_from > day)
        AND in_force IS NOT NULL
        AND upper(NEW.in_force) > law_ends_release_at(NEW.id, values, effective_from);
    IF FOUND THEN
        RAISE 'release % counts for longer than the law lets it', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_the_law';
    END IF;
    RETURN NULL;
END
"""
WITHIN = "The law that applies to this client asks for a witness, or for an earlier last day."

WITHIN_LAW = [
    Function(
        name="law_ends_release_at",
        create=LAW_ENDS_RELEASE_AT,
        drop="law_ends_release_at(bigint, jsonb, date)",
    ),
    Trigger(
        name="release_within_the_law",
        fires="AFTER INSERT",
        when="upper(NEW.in_force) > now()",
        body=WITHIN_THE_LAW,
        deferred=True,
        violation_error_message=WITHIN,
    ),
]
