"""Who helped whoever signed to understand it: 45 CFR 92.201."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from practice.database.triggers import Trigger

INTERPRETING = ("interpreter", "interpreter_language", "interpreter_qualification")
# What few signatures have: a content says it only of those.
BESIDES = ("witness_2", *INTERPRETING)

# Nobody does who is told something by it, nor who signs it.
INTERPRETED_BY_ANOTHER = """
BEGIN
    IF folded_name(NEW.interpreter) = folded_name(NEW.signer) OR EXISTS (
        SELECT FROM releases_document WHERE id = NEW.document_id
            AND folded_name(content #>> '{contact,name}') = folded_name(NEW.interpreter)
    ) OR EXISTS (
        SELECT FROM releases_releasedraft AS draft
            JOIN clients_contact AS contact ON contact.id = draft.contact_id
            WHERE draft.id = NEW.draft_id
            AND folded_name(contact.name) = folded_name(NEW.interpreter)
    ) THEN
        RAISE 'document % is interpreted by nobody else', NEW.document_id USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'signature_interpreted_by_another';
    END IF;
    RETURN NULL;
END
"""
BY_ANOTHER = "Someone else than the signer, and than whoever is told, interprets."
INTERPRETED = [
    models.CheckConstraint(
        name="signature_interpreted_whole",
        condition=Q(
            interpreter="", interpreter_language="", interpreter_qualification=""
        )
        | Q(
            interpreter__regex=r"\S",
            interpreter_language__regex=r"\S",
            interpreter_qualification__regex=r"\S",
        ),
        violation_error_message=(
            "Say who interprets, into which language, and by what they can."
        ),
    ),
    Trigger(
        name="signature_interpreted_by_another",
        fires="AFTER INSERT",
        when=r"NEW.interpreter ~ '\S'",
        body=INTERPRETED_BY_ANOTHER,
        violation_error_message=BY_ANOTHER,
    ),
]
