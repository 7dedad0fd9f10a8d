"""What holds of a signature that came by a link: of a release, or of a form."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from practice.database.triggers import Trigger
from releases.models.link_rules import OF_ITS_SIGNER

# Each link makes one signature, of whom it is for, in the transaction of that signature.
USES_ITS_LINK = f"""
BEGIN
    UPDATE releases_signaturelink AS link SET used_at = clock_timestamp()
        WHERE link.id = NEW.link_id AND {OF_ITS_SIGNER.format(made="NEW")}
            AND {{of_the_same}}
            AND link.used_at IS NULL AND link.withdrawn_at IS NULL
            AND link.locked_at IS NULL AND link.opened_at IS NOT NULL
            AND link.expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE 'link % signs nothing of this', NEW.link_id USING
            ERRCODE = 'check_violation', CONSTRAINT = '{{name}}_uses_its_link';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608 (codes of our own)
OF_ITS_DRAFT = """link.draft_id = coalesce(NEW.draft_id, (
                SELECT draft_id FROM releases_release WHERE document_id = NEW.document_id
            ))"""
# The very words that whoever has the link read last, and nobody signed them elsewhere.
OF_ITS_FORM = """(link.client_id, link.form_kind, link.language, link.version)
                = (NEW.client_id, NEW.kind, NEW.language, NEW.content_sha256)
            AND link.contact_id IS NOT DISTINCT FROM NEW.contact_id
            AND NOT form_link_is_over(link.id, NEW.id)"""


def by_link(name: str, of_the_same: str) -> list[models.BaseConstraint]:
    """Of what is called ``name`` in the names of its rules."""
    return [
        models.CheckConstraint(
            name=f"{name}_by_link_on_a_screen",
            condition=Q(link=None) | ~Q(mark="paper"),
            violation_error_message="What comes by a link is signed on a screen.",
        ),
        Trigger(
            name=f"{name}_uses_its_link",
            fires="AFTER INSERT",
            when="NEW.link_id IS NOT NULL",
            body=USES_ITS_LINK.format(name=name, of_the_same=of_the_same),
            violation_error_message=(
                "This link was used, withdrawn or has expired just now."
            ),
        ),
    ]
