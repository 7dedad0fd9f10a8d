"""Who witnesses a signature, where someone does: 740 ILCS 110/5, 55 Pa. Code 5100.34."""

from __future__ import annotations

from practice.database.triggers import Trigger

# Nobody does for what they are told themselves, nor for themselves.
WITNESSED_BY_ANOTHER = """
BEGIN
    IF folded_name(NEW.witness) = folded_name(NEW.signer) OR EXISTS (
        SELECT FROM releases_document WHERE id = NEW.document_id
            AND folded_name(content #>> '{contact,name}') = folded_name(NEW.witness)
    ) OR EXISTS (
        SELECT FROM releases_releasedraft AS draft
            JOIN clients_contact AS contact ON contact.id = draft.contact_id
            WHERE draft.id = NEW.draft_id
            AND folded_name(contact.name) = folded_name(NEW.witness)
    ) THEN
        RAISE 'document % is witnessed by nobody else', NEW.document_id USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'signature_witnessed_by_another';
    END IF;
    RETURN NULL;
END
"""
WITNESSED = Trigger(
    name="signature_witnessed_by_another",
    fires="AFTER INSERT",
    when=r"NEW.witness ~ '\S'",
    body=WITNESSED_BY_ANOTHER,
    violation_error_message=(
        "Someone else than the signer, and than whoever is told, witnesses it."
    ),
)
