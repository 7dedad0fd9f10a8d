"""What changes of a scan, and what never does."""

from __future__ import annotations

from practice.database.triggers import IS_FINAL, Trigger

STAYS = "What was scanned stays as it is."

# Emptied once its pages are read; nothing else. Column by column, as they hold megabytes.
AS_SENT = """
BEGIN
    IF TG_OP = 'UPDATE' AND length(NEW.content) = 0
        AND (NEW.id, NEW.batch_id, NEW.position, NEW.kind, NEW.pages)
            = (OLD.id, OLD.batch_id, OLD.position, OLD.kind, OLD.pages)
    THEN
        RETURN NEW;
    END IF;
    RAISE 'file % stays as it was sent', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'scanned_file_is_as_sent';
END
"""
# The picture stays, and so does what its code says of it; what somebody said by hand may be
# mended. Once discarded, it stays discarded.
AS_SCANNED = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.discarded_at IS NULL
        AND (NEW.id, NEW.batch_id, NEW.file_id, NEW.position, NEW.sha256, NEW.width,
            NEW.height, NEW.picture)
            = (OLD.id, OLD.batch_id, OLD.file_id, OLD.position, OLD.sha256, OLD.width,
            OLD.height, OLD.picture)
        AND (OLD.printout_id IS NULL OR OLD.assigned_at IS NOT NULL
            OR (NEW.printout_id, NEW.page) IS NOT DISTINCT FROM
                (OLD.printout_id, OLD.page) AND NEW.assigned_at IS NULL)
    THEN
        RETURN NEW;
    END IF;
    RAISE 'scan % stays as it is', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'scan_is_as_scanned';
END
"""
PAGE_THERE_IS = """
BEGIN
    IF NEW.page <= (SELECT pages FROM releases_printout WHERE id = NEW.printout_id) THEN
        RETURN NEW;
    END IF;
    RAISE 'printout % has no page %', NEW.printout_id, NEW.page USING
        ERRCODE = 'check_violation', CONSTRAINT = 'scan_shows_a_page_there_is';
END
"""


def _kept(name: str) -> Trigger:
    return Trigger(
        name=name,
        fires="BEFORE TRUNCATE",
        body=IS_FINAL,
        violation_error_message=STAYS,
    )


FILE_RULES = [
    Trigger(
        name="scanned_file_is_as_sent",
        fires="BEFORE UPDATE OR DELETE",
        body=AS_SENT,
        violation_error_message=STAYS,
    ),
    _kept("scanned_file_is_not_truncated"),
]
PAGE_RULES = [
    Trigger(
        name="scan_is_as_scanned",
        fires="BEFORE UPDATE OR DELETE",
        body=AS_SCANNED,
        violation_error_message=STAYS,
    ),
    Trigger(
        name="scan_shows_a_page_there_is",
        fires="BEFORE INSERT OR UPDATE",
        when="NEW.printout_id IS NOT NULL",
        body=PAGE_THERE_IS,
        violation_error_message="This release has fewer pages.",
    ),
    _kept("scan_is_not_truncated"),
]
