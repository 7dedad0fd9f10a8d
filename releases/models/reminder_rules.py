"""What holds of reminders, beyond a row's own constraints."""

from __future__ import annotations

from datetime import timedelta

MOST = 3
APART = timedelta(days=1)

# The link's row is locked, so that whoever signs by it, withdraws it or wants no more at
# this moment is waited for.
IS_WANTED = """
DECLARE
    reminded releases_signaturelink;
BEGIN
    SELECT * INTO reminded FROM releases_signaturelink
        WHERE id = NEW.link_id FOR NO KEY UPDATE;
    PERFORM FROM clients_client AS client
        WHERE client.id = coalesce((
                SELECT client_id FROM releases_releasedraft
                WHERE id = reminded.draft_id AND withdrawn_at IS NULL
            ), reminded.client_id)
            AND client.discharged_on IS NULL AND client.deceased_on IS NULL
            AND reminded.mailed_at IS NOT NULL AND reminded.used_at IS NULL
            AND reminded.withdrawn_at IS NULL AND reminded.locked_at IS NULL
            AND reminded.expires_at > clock_timestamp();
    IF NOT FOUND
        OR EXISTS (SELECT FROM releases_release WHERE draft_id = reminded.draft_id)
        OR EXISTS (
            SELECT FROM releases_refusal
            WHERE draft_id = reminded.draft_id AND taken_back_at IS NULL
        )
        OR reminded.client_id IS NOT NULL AND form_link_is_over(reminded.id, NULL)
    THEN
        RAISE 'link % waits for nobody', NEW.link_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_of_what_waits';
    END IF;
    IF EXISTS (
        SELECT FROM releases_reminderstop AS stop
            JOIN releases_signaturelink AS link ON link.id = stop.link_id
            WHERE link.id = reminded.id OR same_email(link.email, reminded.email)
    ) THEN
        RAISE 'no more reminders of link %', NEW.link_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_not_after_a_stop';
    END IF;
    IF reminded.mailed_at > NEW.taken_at - interval '1 day' OR EXISTS (
        SELECT FROM releases_linkreminder
            WHERE link_id = NEW.link_id AND failed_at IS NULL
                AND taken_at > NEW.taken_at - interval '1 day'
    ) THEN
        RAISE 'link % was mailed within a day', NEW.link_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'reminder_a_day_apart';
    END IF;
    RETURN NEW;
END
"""

# What became of it is noted once, as it happens.
IS_FINAL = """
DECLARE
    open text[] := '{sent_at,failed_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sent_at IS NULL AND OLD.failed_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
    THEN
        RETURN NEW;
    END IF;
    RAISE 'reminders are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'reminders are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'reminder_is_final';
END
"""

# A reminder of any link to that mailbox, begun at this moment, is waited for.
STOPS_ALL = """
BEGIN
    PERFORM FROM releases_signaturelink AS link, releases_signaturelink AS stopped
        WHERE stopped.id = NEW.link_id
            AND (link.id = stopped.id OR same_email(link.email, stopped.email))
        ORDER BY link.id FOR NO KEY UPDATE OF link;
    RETURN NEW;
END
"""
