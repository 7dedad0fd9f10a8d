"""Who witnesses a signature, where someone does: 740 ILCS 110/5, 55 Pa. Code 5100.34."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

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

# Whoever cannot write makes a mark, which two see: neither of them the other, the
# signer, nor whoever is told.
SEEN_BY_TWO = """
BEGIN
    IF folded_name(NEW.witness_2) IN (folded_name(NEW.witness), folded_name(NEW.signer))
    OR EXISTS (
        SELECT FROM releases_document WHERE id = NEW.document_id
            AND folded_name(content #>> '{contact,name}') = folded_name(NEW.witness_2)
    ) OR EXISTS (
        SELECT FROM releases_releasedraft AS draft
            JOIN clients_contact AS contact ON contact.id = draft.contact_id
            WHERE draft.id = NEW.draft_id
            AND folded_name(contact.name) = folded_name(NEW.witness_2)
    ) THEN
        RAISE 'document % is not seen by two others', NEW.document_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signature_seen_by_two';
    END IF;
    RETURN NULL;
END
"""
TWO_OTHERS = (
    "Two people witness a mark: neither of them the signer, nor whoever is told."
)
SEEN = [
    models.CheckConstraint(
        name="signature_cross_has_two_witnesses",
        condition=~Q(mark="cross") | Q(witness__regex=r"\S", witness_2__regex=r"\S"),
        violation_error_message=TWO_OTHERS,
    ),
    Trigger(
        name="signature_seen_by_two",
        fires="AFTER INSERT",
        when=r"NEW.witness_2 ~ '\S'",
        body=SEEN_BY_TWO,
        violation_error_message=TWO_OTHERS,
    ),
]
