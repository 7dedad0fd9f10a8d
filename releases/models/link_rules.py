"""What holds of links to sign by, beyond a row's own constraints."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from practice.database.triggers import (
    SEARCH_PATH,
    Function,
    Trigger,
    happens_now,
    sql_list,
)
from releases.models.form_kinds import THEMSELVES

LONGEST = timedelta(days=7)
MOST_TRIES = 5

# One mailbox may be written in many ways: what stands after a plus, and in Google's the
# dots, leads to the same one.
SAME_EMAIL = r"""
CREATE FUNCTION same_email(one text, other text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT count(*) = 2 AND count(DISTINCT plain) = 1
    FROM (
        SELECT CASE WHEN domain IN ('gmail.com', 'googlemail.com')
            THEN replace(local, '.', '') || '@gmail.com' ELSE local || '@' || domain END AS plain
        FROM unnest(ARRAY[one, other]) AS written,
            LATERAL (SELECT casefold(normalize(btrim(written, E' \t\n\r'), NFKC)) AS whole) AS all_of_it,
            LATERAL (SELECT regexp_replace(
                    regexp_replace(whole, '@[^@]*$', ''), '(.)\+.*$', '\1'
                ) AS local, regexp_replace(whole, '^.*@', '') AS domain) AS apart
        WHERE whole LIKE '%_@_%'
    ) AS written
$$
"""
# Whether one number stands in the other: with a country's code, an extension or another
# number beside it.
SAME_PHONE = r"""
CREATE FUNCTION same_phone(one text, other text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        length(a) >= 7 AND length(b) >= 7
            AND (position(regexp_replace(a, '^(00|1(?=\d{10}$))', '') IN b) > 0
                OR position(regexp_replace(b, '^(00|1(?=\d{10}$))', '') IN a) > 0),
        false
    )
    FROM (SELECT regexp_replace(normalize(one, NFKC), '\D', '', 'g') AS a,
        regexp_replace(normalize(other, NFKC), '\D', '', 'g') AS b) AS digits
$$
"""

# Whom a link is for, who signed as ``{made}``: clients do under either of their names.
OF_ITS_SIGNER = f"""link.capacity = {{made}}.capacity
    AND (link.capacity IN ({sql_list(THEMSELVES)})
        OR folded_name(link.signer) = folded_name({{made}}.signer))"""

# Whether nobody waits any more for what a link to a form would bring, but for the form
# ``besides``: since it was made, whoever it is for has signed, or everyone who has to; it
# was taken back; or they said no to it.
FORM_IS_OVER = f"""
CREATE FUNCTION form_link_is_over(asked bigint, besides bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = {SEARCH_PATH} AS $$
    SELECT EXISTS (
        SELECT FROM releases_signaturelink AS link
            JOIN releases_signedform AS form ON form.client_id = link.client_id
                AND form.kind = link.form_kind
                AND form.contact_id IS NOT DISTINCT FROM link.contact_id
        WHERE link.id = asked AND form.id IS DISTINCT FROM besides
            AND (form.withdrawn_at >= link.made_at OR form.recorded_at >= link.made_at
                AND (form.whole OR {OF_ITS_SIGNER.format(made="form")}))
    ) OR EXISTS (
        SELECT FROM releases_signingsession
        WHERE link_id = asked AND ended_how = 'refused'
    )
$$
"""  # noqa: S608 (of our own words)

# The row of the draft is locked, or of the client whose form it is, so that whoever signs
# it at this moment is waited for.
IS_FOR_WHAT_WAITS = """
DECLARE
    whose bigint;
BEGIN
    IF NEW.draft_id IS NULL THEN
        SELECT id INTO whose FROM clients_client
            WHERE id = NEW.client_id FOR NO KEY UPDATE;
    ELSE
        SELECT client_id INTO whose FROM releases_releasedraft
            WHERE id = NEW.draft_id AND withdrawn_at IS NULL FOR NO KEY UPDATE;
    END IF;
    PERFORM FROM clients_client AS client
        WHERE client.id = whose
            AND client.discharged_on IS NULL AND client.deceased_on IS NULL
            AND (NEW.asks_birth_of_id IS NULL OR EXISTS (
                SELECT FROM clients_contact AS contact
                WHERE contact.id = NEW.asks_birth_of_id AND contact.client_id = whose
            ));
    IF NOT FOUND
        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)
        OR EXISTS (
            SELECT FROM releases_refusal
            WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL
        )
    THEN
        RAISE 'what link % is for waits for none', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'link_is_for_what_waits';
    END IF;
    RETURN NEW;
END
"""

# Of clients who sign themselves, nobody else in their life reads what comes there: of
# others, not the one whom the release or form is about.
GOES_TO_ITS_SIGNER = f"""
DECLARE
    about record;
BEGIN
    SELECT client_id, contact_id INTO about FROM releases_releasedraft
        WHERE id = NEW.draft_id;
    IF NEW.draft_id IS NULL THEN
        SELECT NEW.client_id, NEW.contact_id INTO about;
    END IF;
    PERFORM FROM clients_contact AS contact
        WHERE contact.client_id = about.client_id
            AND (NEW.capacity IN ({sql_list(THEMSELVES)})
                OR contact.id = about.contact_id
                    AND folded_name(contact.name) <> folded_name(NEW.signer))
            AND (same_email(contact.email, NEW.email)
                OR same_phone(contact.phone, NEW.phone));
    IF FOUND THEN
        RAISE 'link % leads to someone else', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'link_goes_to_its_signer';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 (codes of our own)

# What became of it is noted once, as it happens; while it is open, its address may be
# another, and so may the words that are read. Of a locked one it is noted that somebody
# looked into it.
ENDS_ONCE = """
DECLARE
    facts text[] := '{locked_at,opened_at,used_at,withdrawn_at}';
    open text[] := facts || CASE
        WHEN OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN '{}'::text[]
        WHEN OLD.locked_at IS NOT NULL THEN '{withdrawn_by_id}'
        ELSE '{withdrawn_by_id,token_sha256,version,wrong_tries,mailed_at,mail_failed_at}' END;
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
BEGIN
    IF TG_OP = 'UPDATE' AND after - open = before - open
        AND NEW.wrong_tries >= OLD.wrong_tries
        AND NOT EXISTS (
            SELECT FROM unnest(facts) AS fact
            WHERE after -> fact <> before -> fact AND (
                before -> fact <> 'null'
                OR OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
                OR OLD.locked_at IS NOT NULL AND fact <> 'withdrawn_at'
                OR fact <> 'withdrawn_at' AND OLD.expires_at <= clock_timestamp()
                OR (after ->> fact)::timestamptz NOT BETWEEN
                    clock_timestamp() - interval '1 minute'
                    AND clock_timestamp() + interval '1 minute'
            )
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE 'link % came to its end', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'link_ends_once';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'links are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'link_ends_once';
END
"""
STAYS = "What became of a link stays as it is."

FUNCTIONS: list[models.BaseConstraint] = [
    Function(name="same_email", create=SAME_EMAIL, drop="same_email(text, text)"),
    Function(name="same_phone", create=SAME_PHONE, drop="same_phone(text, text)"),
    Function(
        name="form_link_is_over",
        create=FORM_IS_OVER,
        drop="form_link_is_over(bigint, bigint)",
    ),
]
OF_LINKS: list[models.BaseConstraint] = [
    happens_now(
        "link_is_made_now",
        "BEFORE INSERT",
        "made_at",
        "A link is made now, not at a time gone by.",
    ),
    Trigger(
        name="link_is_for_what_waits",
        fires="BEFORE INSERT",
        body=IS_FOR_WHAT_WAITS,
        violation_error_message=(
            "This waits for no signature any more, or the client’s care ended."
        ),
    ),
    Trigger(
        name="link_goes_to_its_signer",
        fires="BEFORE INSERT",
        when="NEW.email <> '' OR NEW.phone <> ''",
        body=GOES_TO_ITS_SIGNER,
        violation_error_message=(
            "This is also where someone else in the client’s life is reached."
        ),
    ),
    Trigger(
        name="link_ends_once",
        fires="BEFORE UPDATE OR DELETE",
        body=ENDS_ONCE,
        violation_error_message=STAYS,
    ),
    Trigger(
        name="link_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=IS_KEPT,
        raises=["link_ends_once"],
        violation_error_message=STAYS,
    ),
]
