"""Nothing is granted but what was signed for: a trigger on whoever writes a grant."""

from __future__ import annotations

from collections.abc import Iterable

from practice.database.triggers import Trigger, sql_list
from releases.models.scope import Direction

# The last version of a content that said nothing of how a contact joins: in every way.
SAYS_NOT_HOW = 3


def signed_for(ways: Iterable[str]) -> Trigger:
    """Keeps grants to what was ticked and, where that is asked, initialed; told by whom
    it says. Reads every version of the content. ``ways`` are those in which they join.
    """
    return Trigger(
        name="grant_is_signed_for",
        fires="BEFORE INSERT",
        body=_body(sql_list(ways)),
        violation_error_message="The release was not signed for this.",
    )


def _body(ways: str) -> str:
    return rf"""
DECLARE
    said jsonb := (
        SELECT document.content FROM releases_release AS release
        JOIN releases_document AS document ON document.id = release.document_id
        WHERE release.id = NEW.release_id
    );
    ticked jsonb := jsonb_build_array(
        jsonb_build_object('code', NEW.what, 'allowed', true)
    );
    of_old boolean := (said -> 'version')::integer <= {SAYS_NOT_HOW};
BEGIN
    IF coalesce(CASE
        WHEN NEW.what IN ({ways}) AND of_old THEN true
        WHEN NEW.what IN ({ways}) THEN
            said -> 'formats' @> ticked OR said -> 'places' @> ticked
        ELSE said -> 'topics' @> ticked OR EXISTS (
            SELECT FROM jsonb_array_elements(said -> 'sensitive') AS topic
            WHERE topic @> (ticked -> 0) AND topic ->> 'initials' ~ '\S'
        )
    END AND (of_old OR said ->> 'direction' <> '{Direction.OBTAIN}' AND (
        said -> 'disclosers' @> '[{{"clinician": null}}]'
        OR said -> 'disclosers' @> jsonb_build_array(
            jsonb_build_object('clinician', NEW.discloser)
        )
    )), false) THEN
        RETURN NEW;
    END IF;
    RAISE 'release % was not signed for this', NEW.release_id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'grant_is_signed_for';
END
"""  # noqa: S608 (codes of our own)
