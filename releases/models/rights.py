"""Until when whoever signed had the right to: no release counts for longer.

As triggers, for what ends a right is said of the client: born, emancipated, moved
(45 CFR 164.502(g)(3)). The database is the one that reckons; acts ask it beforehand.
"""

from __future__ import annotations

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    Func,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from clients.law.signers import Capacity
from clients.models import Client
from practice.database.triggers import Function, Trigger

# Null if never; whoever never had the right, or is of no concern any more, ended long ago.
# Clients of age when they signed did so for good, as did minors who might consent alone;
# so did an adult's agent. Whoever else signs does so in a minor's place.
RIGHT_ENDS_AT = f"""
CREATE FUNCTION signers_right_ends_at(
    capacity text, signed_at timestamptz, zone text, in_minority boolean,
    born date, state text, emancipated boolean
) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN capacity = '{Capacity.MINOR}' THEN NULL
        WHEN capacity = '{Capacity.CLIENT}' THEN CASE WHEN NOT adult THEN '-infinity'::timestamptz END
        WHEN capacity = '{Capacity.AGENT}' AND adult AND NOT in_minority THEN NULL
        WHEN emancipated THEN '-infinity'::timestamptz
        ELSE of_age::timestamp AT TIME ZONE zone
    END
    FROM comes_of_age_on(born, state) AS of_age, LATERAL (
        SELECT emancipated OR (signed_at AT TIME ZONE zone)::date >= of_age AS adult
    ) AS signer
$$
"""  # noqa: S608 (of our own words)
SIGNED = "signature.capacity, signature.signed_at, signature.time_zone, release.authority_ends_at IS NOT NULL"
# The client's row is locked, so that who changes it meanwhile is waited for.
SIGNED_WITHIN = f"""
DECLARE
    client clients_client;
BEGIN
    SELECT * INTO client FROM clients_client WHERE id = NEW.client_id FOR SHARE;
    PERFORM FROM releases_release AS release
        JOIN releases_signature AS signature USING (document_id)
        WHERE release.id = NEW.id
            AND upper(release.in_force) > clock_timestamp() + interval '1 minute'
            AND upper(release.in_force) > signers_right_ends_at(
                {SIGNED}, client.date_of_birth, client.state, client.emancipated
            );
    IF FOUND THEN
        RAISE 'release % outlives the right of whoever signed it', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_its_signers_right';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608
# A change undoes only what it takes a right from; and a move, nothing that was signed by
# or for someone of age: by the law where they lived, or where it came soonest, since they
# may have moved since.
SOONEST = ""
CHANGED_WITHIN = f"""
DECLARE
    outlived bigint;
BEGIN
    SELECT release.id INTO outlived FROM releases_release AS release
        JOIN releases_signature AS signature USING (document_id),
        (VALUES (OLD.state), ('{SOONEST}')) AS law (state),
        LATERAL (
            SELECT release.authority_ends_at IS NOT NULL AS in_minority
        ) AS signer,
        LATERAL (
            SELECT signers_right_ends_at(
                {SIGNED}, OLD.date_of_birth,
                CASE WHEN in_minority THEN OLD.state ELSE law.state END, OLD.emancipated
            ) AS before,
            signers_right_ends_at(
                {SIGNED}, NEW.date_of_birth,
                CASE WHEN in_minority THEN NEW.state ELSE law.state END, NEW.emancipated
            ) AS after
        ) AS right_ends
        WHERE release.client_id = NEW.id
            AND upper(release.in_force) > clock_timestamp() + interval '1 minute'
            AND upper(release.in_force) > after AND after < coalesce(before, 'infinity')
        LIMIT 1;
    IF outlived IS NOT NULL THEN
        RAISE 'release % would outlive the right of whoever signed it', outlived USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_within_its_signers_right';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608
DECIDES = "date_of_birth, state, emancipated"
WITHIN = (
    "A release would count for longer than whoever signed it had the right to sign. End "
    "it in the same step."
)

SIGNERS_RIGHT = [
    Function(
        name="signers_right_ends_at",
        create=RIGHT_ENDS_AT,
        drop="signers_right_ends_at(text, timestamptz, text, boolean, date, text, boolean)",
    ),
    Trigger(
        name="release_within_its_signers_right",
        fires="AFTER INSERT",
        when="upper(NEW.in_force) > now()",
        body=SIGNED_WITHIN,
        deferred=True,
        violation_error_message=WITHIN,
    ),
    Trigger(
        name="client_leaves_signers_their_right",
        on="clients.Client",
        fires=f"AFTER UPDATE OF {DECIDES}",
        body=CHANGED_WITHIN,
        raises=["release_within_its_signers_right"],
        violation_error_message=WITHIN,
    ),
]


def right_ends_at(client: Client, law: str | None = None) -> Func:
    """Until when whoever signed a release had the right to, by what ``client`` says;
    what was signed by or for someone of age is asked by ``law``, a state's.
    """
    theirs = client.state if law is None else law
    of_age = When(authority_ends_at=None, then=Value(theirs))
    return Func(
        "document__signatures__capacity",
        "document__signatures__signed_at",
        "document__signatures__time_zone",
        ExpressionWrapper(Q(authority_ends_at__isnull=False), BooleanField()),
        Cast(Value(client.date_of_birth), DateField()),
        Case(of_age, default=Value(client.state), output_field=TextField()),
        Value(client.emancipated),
        function="signers_right_ends_at",
        output_field=DateTimeField(null=True),
    )
