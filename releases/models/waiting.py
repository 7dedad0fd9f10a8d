"""Until when a release that is prepared waits: for others once the first of several has
signed it, and until the last has.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery

from practice.database.triggers import Trigger

# Only what becomes of it changes, so that all sign the same words.
AS_SIGNED = """
DECLARE
    open text[] := '{awaits,signed_at,withdrawn_at}';
BEGIN
    IF (to_jsonb(NEW) - open)::text = (to_jsonb(OLD) - open)::text THEN
        RETURN NEW;
    END IF;
    RAISE 'draft % is signed by one already', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'draft_stays_as_signed';
END
"""
STAYS_AS_SIGNED = Trigger(
    name="draft_stays_as_signed",
    fires="BEFORE UPDATE",
    when="OLD.frozen IS NOT NULL",
    body=AS_SIGNED,
    violation_error_message=(
        "Someone has signed this. Put it aside, and prepare another."
    ),
)

# Before any other trigger asks about the draft: whoever signs it at this moment, too, is
# waited for.
BECOMES_A_RELEASE = Trigger(
    name="draft_becomes_a_release",
    fires="BEFORE INSERT",
    when="NEW.draft_id IS NOT NULL",
    body="""
BEGIN
    UPDATE releases_releasedraft SET signed_at = NEW.signed_at WHERE id = NEW.draft_id;
    RETURN NEW;
END
""",
)
# Asked at commit: the release follows.
SIGNED_AS_ITS_RELEASE = Trigger(
    name="draft_is_signed_as_its_release",
    fires="AFTER INSERT OR UPDATE OF signed_at",
    deferred=True,
    body="""
BEGIN
    PERFORM FROM releases_releasedraft AS draft
        LEFT JOIN releases_release AS release ON release.draft_id = draft.id
        WHERE draft.id = NEW.id AND draft.signed_at IS DISTINCT FROM release.signed_at;
    IF FOUND THEN
        RAISE 'draft % is not signed as its release is', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'draft_is_signed_as_its_release';
    END IF;
    RETURN NULL;
END
""",
    violation_error_message="What is prepared is signed when its release is.",
)


def who_refuses() -> Subquery:
    """Of a draft: the name of someone who refuses to sign it, and has not taken it back."""
    return Subquery(_refusals().values("signer")[:1])


def is_refused() -> Exists:
    """Of a draft: whether there is such a one. Of many it is asked at once."""
    return Exists(_refusals())


def _refusals() -> Any:
    refusals: Any = apps.get_model("releases.Refusal").objects
    return refusals.filter(draft=OuterRef("pk"), taken_back_at=None)


def being_checked() -> Exists:
    """Of a draft: whether a paper of it is signed, and nobody has checked it yet."""
    papers: Any = apps.get_model("releases.SignedByHand").objects
    return Exists(papers.filter(draft=OuterRef("pk"), checked_at=None))
