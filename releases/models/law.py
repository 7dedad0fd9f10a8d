"""Until when a release counts by what a state's law asks of it: no release for longer.

As triggers, for what the law asks is data: ``StateProfile``. The database is the one that
reckons; acts ask it beforehand.
"""

from __future__ import annotations

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Func,
    JSONField,
    Value,
)
from django.db.models.functions import Cast

from clients.models import StateProfile
from practice.database.triggers import Function, Trigger

# What ``releases.terms.law`` froze of its words and form, beside what one state ``asks``:
# for one, Cal. Civil Code 56.11, RCW 70.02.030.
LACKS_FORM = r"""
CREATE FUNCTION lacks_form(asks jsonb, document bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT asks #> '{extra_fields,value}' ? 'affiliation'
            AND coalesce(signed.content #>> '{contact,affiliation}', '') !~ '\S'
        OR coalesce((asks #>> '{min_font_pt,value}')::integer, 0)
            > coalesce((signed.content #>> '{form,min_font_pt}')::integer, 0)
        OR 'true' IN (
            asks #> '{separate_page,value}', asks #> '{distinct_signature,value}'
        ) AND signed.content #> '{form,separate_page}' IS DISTINCT FROM 'true'
        OR asks #> '{esign_allowed,value}' = 'false' AND EXISTS (
            SELECT FROM releases_signature
            WHERE document_id = signed.id AND mark <> 'paper'
        )
        OR EXISTS (
            SELECT FROM jsonb_path_query(asks, '$.statements.value[*].code') AS asked
            WHERE NOT signed.content -> 'statements' @> jsonb_build_array(
                jsonb_build_object('code', 'law_' || (asked #>> '{}'))
            )
        )
    FROM releases_document AS signed WHERE signed.id = document
$$
"""
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
        ) OR lacks_form(asks, document.id) THEN coalesce(starts, '-infinity')
        WHEN last IS NOT NULL
            THEN greatest(starts, (last + 1)::timestamp AT TIME ZONE made.time_zone)
    END
    FROM releases_release AS signed
    JOIN releases_document AS document ON document.id = signed.document_id
    JOIN releases_signature AS made
        ON made.document_id = document.id AND made.signed_at = signed.signed_at,
    LATERAL (
        SELECT since::timestamp AT TIME ZONE made.time_zone AS starts,
            coalesce(
                made.signed_on, (made.signed_at AT TIME ZONE made.time_zone)::date
            ) AS day
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
    PERFORM FROM releases_release AS release, clients_stateprofile AS law
        WHERE release.id = NEW.id AND law.state = ANY (applies)
        AND coalesce(law.superseded_from, 'infinity') > day AND law.in_force IS NOT NULL
        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'
        AND upper(release.in_force)
            > law_ends_release_at(release.id, law.values, law.effective_from);
    IF FOUND THEN
        RAISE 'release % counts for longer than the law lets it', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_the_law';
    END IF;
    RETURN NULL;
END
"""
# What came to apply is asked of what was signed before: from now on, or from a day ahead.
BEYOND = """
DECLARE
    beyond bigint;
BEGIN
    {first}
    SELECT release.id INTO beyond FROM releases_release AS release, {asked}
        AND upper(release.in_force) > clock_timestamp() + interval '1 minute'
        AND upper(release.in_force)
            > law_ends_release_at(release.id, law.values, law.effective_from)
        LIMIT 1;
    IF beyond IS NOT NULL THEN
        RAISE 'release % would count for longer than the law lets it', beyond USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_the_law';
    END IF;
    RETURN NULL;
END
"""
# Whoever sets the law right meanwhile is waited for.
KNOWN = """PERFORM FROM clients_stateprofile
        WHERE state IN (NEW.state, NEW.video_state) ORDER BY id FOR SHARE;
"""
# The days of the practice's clock come no sooner than those of UTC.
OF_WHERE_THEY_ARE = """clients_stateprofile AS law
        WHERE release.client_id = NEW.id AND law.in_force IS NOT NULL
        AND law.state IN (NEW.state, NEW.video_state)
        AND law.state NOT IN (OLD.state, OLD.video_state)
        AND coalesce(law.superseded_from, 'infinity') > (now() AT TIME ZONE 'UTC')::date
"""
OF_THE_STATE = """clients_client AS client, (SELECT NEW.*) AS law
        WHERE release.client_id = client.id
        AND law.state IN (client.state, client.video_state)
"""
WITHIN = "The law that applies to this client asks for a witness, or for an earlier last day."

END_IT = (
    "A release would count for longer than the law lets it. End it in the same step."
)

WITHIN_LAW = [
    Function(
        name="lacks_form",
        create=LACKS_FORM,
        drop="lacks_form(jsonb, bigint)",
    ),
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
    Trigger(
        name="client_leaves_nothing_beyond_the_law",
        on="clients.Client",
        fires="AFTER UPDATE OF state, video_state",
        body=BEYOND.format(first=KNOWN, asked=OF_WHERE_THEY_ARE),
        raises=["release_within_the_law"],
        violation_error_message=END_IT,
    ),
    # Asked at commit: what the new version ends refers to it.
    Trigger(
        name="law_leaves_nothing_beyond_it",
        on="clients.StateProfile",
        fires="AFTER INSERT",
        body=BEYOND.format(first="", asked=OF_THE_STATE),
        deferred=True,
        raises=["release_within_the_law"],
        violation_error_message=END_IT,
    ),
]


def law_ends_at(law: StateProfile) -> Func:
    """From when ``law``, saved or not, lets a release count no more; null if it does."""
    return Func(
        "pk",
        Value(law.values, JSONField()),
        Cast(Value(law.effective_from), DateField()),
        function="law_ends_release_at",
        output_field=DateTimeField(null=True),
    )


def lacks_form(law: StateProfile) -> Func:
    """Whether a document has not the words or the form that ``law`` asks for."""
    asks = Value(law.values, JSONField())
    return Func(asks, "pk", function="lacks_form", output_field=BooleanField())
