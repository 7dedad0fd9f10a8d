"""What holds of a form that was signed on paper: a second person checked it."""

from __future__ import annotations

from practice.database.triggers import LAYS_THE_PAST, Trigger
from releases.models.by_hand_rules import UNCHECKED

# Of a form it is the same: word for word what was checked, of these pages. What was filed
# before this was asked is of no paper that was checked; nothing more is filed so.
FORM_WAS_CHECKED = f"""
BEGIN
    PERFORM FROM releases_signedbyhand AS checked
        JOIN releases_printout AS printed ON printed.id = checked.printout_id
        WHERE checked.id = NEW.by_hand_id AND checked.passed
            AND (checked.client_id, checked.form_kind, checked.version, checked.signer,
                checked.capacity, checked.authority, checked.signed_on)
                = (NEW.client_id, NEW.kind, NEW.content_sha256, NEW.signer,
                NEW.capacity, NEW.authority, NEW.signed_on)
            AND checked.contact_id IS NOT DISTINCT FROM NEW.contact_id
            AND printed.content = NEW.content::jsonb
            AND NEW.recorded_at >= checked.checked_at;
    IF NOT FOUND AND NOT (NEW.by_hand_id IS NULL AND {LAYS_THE_PAST}) THEN
        RAISE 'nobody checked the paper that is form %', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'form_on_paper_was_checked';
    END IF;
    RETURN NULL;
END
"""

ON_PAPER = Trigger(
    name="form_on_paper_was_checked",
    on="releases.SignedForm",
    fires="AFTER INSERT",
    when="NEW.mark = 'paper'",
    body=FORM_WAS_CHECKED,
    violation_error_message=UNCHECKED,
)
