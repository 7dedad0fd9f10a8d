"""Whoever a draft or a release names stays who they are: what is signed for one person
must not become another's.
"""

from __future__ import annotations

from practice.database.triggers import Trigger

# The row itself is written, so that whoever renames the contact at this moment waits,
# and then finds it final.
MAKES_FINAL = """
BEGIN
    UPDATE clients_contact SET identity_is_final = true
        WHERE id = NEW.contact_id AND NOT identity_is_final;
    RETURN NEW;
END
"""


def naming(name: str) -> Trigger:
    """Notes on the contact that a row names them; refuses nothing."""
    return Trigger(
        name=name, fires="BEFORE INSERT OR UPDATE OF contact_id", body=MAKES_FINAL
    )
