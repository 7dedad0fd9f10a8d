"""What holds of a paper that was signed by hand: entered, checked, once each, and what its
signature rests on. As triggers, since it is asked of other rows.
"""

from __future__ import annotations

from practice.database.triggers import IS_FINAL, LAYS_THE_PAST, Trigger, happens_now

# The row of the draft, or of the client whose form it is, is locked, so that whoever signs it at this moment is waited for.
OF_WHAT_WAITS = """
BEGIN
    IF NEW.draft_id IS NULL THEN
        PERFORM FROM clients_client WHERE id = NEW.client_id FOR NO KEY UPDATE;
        RETURN NEW;
    END IF;
    PERFORM FROM releases_releasedraft
        WHERE id = NEW.draft_id AND withdrawn_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND
        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)
        OR EXISTS (
            SELECT FROM releases_refusal
            WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL
        )
    THEN
        RAISE 'draft % waits for no signature', NEW.draft_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_is_of_what_waits';
    END IF;
    RETURN NEW;
END
"""
OF_THE_FORM = """(printed.client_id, printed.form_kind, printed.version)
            = (NEW.client_id, NEW.form_kind, NEW.version)
        AND printed.contact_id IS NOT DISTINCT FROM NEW.contact_id"""
# Nobody signs what is not there yet: the draft, and these words of it on paper; of a form,
# these words on paper.
SINCE_IT_WAS_WORDED = f"""
BEGIN
    IF NEW.draft_id IS NULL AND (
        SELECT NEW.signed_on >= (min(printed_at) AT TIME ZONE NEW.time_zone)::date
        FROM releases_printout AS printed WHERE {OF_THE_FORM}
    ) IS NOT TRUE OR NEW.signed_on < (
        SELECT greatest(
            (draft.prepared_at AT TIME ZONE NEW.time_zone)::date,
            (SELECT (min(printed_at) AT TIME ZONE NEW.time_zone)::date
                FROM releases_printout
                WHERE draft_id = draft.id AND version = NEW.version)
        ) FROM releases_releasedraft AS draft WHERE draft.id = NEW.draft_id
    ) THEN
        RAISE 'what paper % is of was worded after it was signed', NEW.id USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'by_hand_signed_since_it_was_worded';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 (of our own words)
ENTERED_FIRST = f"""
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NEW;
    END IF;
    RAISE 'a paper is checked before anyone entered it' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_is_entered_first';
END
"""
# Checked once, as it happens; nothing else changes.
ENTERED_AS_IT_IS = """
DECLARE
    found text[] := '{printout_id,checked_by_id,checked_at,passed,misfit,alone}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.checked_at IS NULL
        AND to_jsonb(NEW) - found = to_jsonb(OLD) - found
        AND NEW.checked_at BETWEEN clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was entered and found of a paper stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_is_final';
END
"""
# The pages are locked: whoever would discard one is waited for.
WITH_ITS_PAGES = f"""
DECLARE
    theirs releases_printout;
BEGIN
    SELECT * INTO theirs FROM releases_printout AS printed
        WHERE printed.id = NEW.printout_id AND (
            NEW.draft_id IS NULL AND {OF_THE_FORM}
            OR (printed.draft_id, printed.version) = (NEW.draft_id, NEW.version)
        );
    PERFORM FROM releases_scannedpage WHERE printout_id = theirs.id FOR SHARE;
    IF (
        SELECT count(*) = theirs.pages AND count(DISTINCT page) = theirs.pages
        FROM releases_scannedpage
        WHERE printout_id = theirs.id AND discarded_at IS NULL
    ) IS NOT TRUE THEN
        RAISE 'paper % is checked without its pages', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_has_its_pages';
    END IF;
    IF NEW.signed_on < (theirs.printed_at AT TIME ZONE NEW.time_zone)::date OR EXISTS (
        SELECT FROM releases_releasewording AS worded
        WHERE worded.language = theirs.content ->> 'language'
            AND worded.version = (theirs.content ->> 'wording')::integer
            AND (worded.published_at AT TIME ZONE NEW.time_zone)::date > NEW.signed_on
    ) THEN
        RAISE 'paper % was worded after it was signed', NEW.id USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'by_hand_signed_since_it_was_worded';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 (of our own words)
# A practice of one: nobody else is there who could check it.
BY_THE_ONLY_ONE = """
BEGIN
    IF EXISTS (
        SELECT FROM practice_user
        WHERE is_active AND role IN ('clinician', 'front_desk') AND id <> NEW.checked_by_id
    ) THEN
        RAISE 'paper % is checked by whoever entered it', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_checked_by_another';
    END IF;
    RETURN NEW;
END
"""
# Word for word what was checked, of these pages and no others; the papers on which the
# signer's right rests held on that day too. Initials are the signature's own.
WAS_CHECKED = """
BEGIN
    PERFORM FROM releases_signedbyhand AS checked
        JOIN releases_printout AS printed ON printed.id = checked.printout_id
        LEFT JOIN releases_release AS made ON made.document_id = NEW.document_id
        LEFT JOIN releases_document AS said ON said.id = NEW.document_id
        LEFT JOIN clients_authority AS papers ON papers.id = NEW.rests_on_id
        WHERE checked.id = NEW.by_hand_id AND checked.passed
            AND checked.draft_id = coalesce(made.draft_id, NEW.draft_id)
            AND (checked.signer, checked.capacity, checked.authority, checked.witness,
                checked.signed_on, checked.initials)
                = (NEW.signer, NEW.capacity, NEW.authority, NEW.witness,
                NEW.signed_on, NEW.initials)
            AND NEW.signed_at >= checked.checked_at
            AND (said.id IS NULL OR said.content - '{signatures,sensitive}'::text[]
                = printed.content - '{signatures,sensitive}'::text[])
            AND coalesce(papers.starts_on <= checked.signed_on, true);
    IF NOT FOUND THEN
        RAISE 'nobody checked the paper that is signature %', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signature_on_paper_was_checked';
    END IF;
    RETURN NULL;
END
"""
PAGE_WAS_CHECKED = """
BEGIN
    IF EXISTS (
        SELECT FROM releases_signedbyhand WHERE printout_id = OLD.printout_id AND passed
    ) THEN
        RAISE 'scan % is of a paper that was checked', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'scan_of_what_was_checked_stays';
    END IF;
    RETURN NEW;
END
"""

ANOTHER_CHECKS = "Someone else than who entered it checks it against the paper."
NO_PAGES = "Not every page of this paper is there once. Scan what is missing first."
TOO_EARLY = "On that day this release was not worded so yet. Look at the date again."
UNCHECKED = (
    "A paper that was signed by hand counts once a second person has checked it."
)
STAYS = "What was entered and found of a paper stays as it is."

RULES = [
    happens_now(
        "by_hand_is_entered_now",
        "BEFORE INSERT",
        "entered_at",
        "A paper is entered as somebody enters it.",
    ),
    Trigger(
        name="by_hand_is_of_what_waits",
        fires="BEFORE INSERT",
        body=OF_WHAT_WAITS,
        violation_error_message="This was signed, refused or put aside just now.",
    ),
    Trigger(
        name="by_hand_signed_since_it_was_worded",
        fires="BEFORE INSERT",
        body=SINCE_IT_WAS_WORDED,
        violation_error_message=TOO_EARLY,
    ),
    Trigger(
        name="by_hand_is_entered_first",
        fires="BEFORE INSERT",
        when="NEW.checked_at IS NOT NULL",
        body=ENTERED_FIRST,
        violation_error_message=ANOTHER_CHECKS,
    ),
    Trigger(
        name="by_hand_is_final",
        fires="BEFORE UPDATE OR DELETE",
        body=ENTERED_AS_IT_IS,
        violation_error_message=STAYS,
    ),
    Trigger(
        name="by_hand_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=IS_FINAL,
        violation_error_message=STAYS,
    ),
    Trigger(
        name="by_hand_has_its_pages",
        fires="BEFORE INSERT OR UPDATE",
        when="NEW.passed",
        body=WITH_ITS_PAGES,
        raises=["by_hand_has_its_pages", "by_hand_signed_since_it_was_worded"],
        violation_error_message=NO_PAGES,
    ),
    Trigger(
        name="by_hand_checked_by_the_only_one",
        fires="BEFORE INSERT OR UPDATE",
        when="NEW.passed AND NEW.alone",
        body=BY_THE_ONLY_ONE,
        raises=["by_hand_checked_by_another"],
        violation_error_message=ANOTHER_CHECKS,
    ),
    Trigger(
        name="signature_on_paper_was_checked",
        on="releases.Signature",
        fires="AFTER INSERT",
        when="NEW.mark = 'paper'",
        body=WAS_CHECKED,
        violation_error_message=UNCHECKED,
    ),
    Trigger(
        name="scan_of_what_was_checked_stays",
        on="releases.ScannedPage",
        fires="BEFORE UPDATE",
        when="OLD.printout_id IS NOT NULL",
        body=PAGE_WAS_CHECKED,
        violation_error_message=STAYS,
    ),
]
