"""What holds of a signature that came by a link."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clients.law.signers import IN_PERSON
from practice.database.triggers import Trigger, sql_list

# Each link makes one signature, of whom it is for, in the transaction of that signature.
# Clients may sign under either of their names.
USES_ITS_LINK = f"""
BEGIN
    UPDATE releases_signaturelink AS link SET used_at = clock_timestamp()
        WHERE link.id = NEW.link_id AND link.capacity = NEW.capacity
            AND (link.capacity IN ({sql_list(sorted(IN_PERSON))})
                OR folded_name(link.signer) = folded_name(NEW.signer))
            AND link.draft_id = coalesce(NEW.draft_id, (
                SELECT draft_id FROM releases_release WHERE document_id = NEW.document_id
            ))
            AND link.used_at IS NULL AND link.withdrawn_at IS NULL
            AND link.locked_at IS NULL AND link.opened_at IS NOT NULL
            AND link.expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE 'link % signs nothing of this', NEW.link_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signature_uses_its_link';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608 (codes of our own)

BY_LINK = [
    models.CheckConstraint(
        name="signature_by_link_on_a_screen",
        condition=Q(link=None) | ~Q(mark="paper"),
        violation_error_message="What comes by a link is signed on a screen.",
    ),
    Trigger(
        name="signature_uses_its_link",
        fires="AFTER INSERT",
        when="NEW.link_id IS NOT NULL",
        body=USES_ITS_LINK,
        violation_error_message="This link was used, withdrawn or has expired just now.",
    ),
]
