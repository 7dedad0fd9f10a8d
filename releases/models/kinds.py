"""What a release must say, by what it is of. One of notes that a therapist keeps apart is
combined with nothing, and lets nobody join: 45 CFR 164.508(b)(3)(ii), 42 CFR 2.31(b).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from practice.database.triggers import Trigger
from releases.models.scope import Direction, Kind

# What a document was signed as; the earliest ones did not say, and were of no notes.
AS_SIGNED = f"""
BEGIN
    PERFORM FROM releases_document WHERE id = NEW.document_id
        AND coalesce(content ->> 'kind', '{Kind.GENERAL}') = NEW.kind;
    IF NOT FOUND THEN
        RAISE 'document % was signed as another kind', NEW.document_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_of_its_kind';
    END IF;
    RETURN NEW;
END
"""

OF_ITS_KIND = [
    models.CheckConstraint(
        name="draft_is_of_a_kind",
        condition=Q(kind__in=Kind.values),
        violation_error_message="Choose what this is a release of.",
    ),
    models.CheckConstraint(
        name="draft_says_what_is_shared",
        condition=Q(topics__len__gt=0) | ~Q(kind=Kind.GENERAL),
        violation_error_message="Tick at least one thing that may be shared.",
    ),
    models.CheckConstraint(
        name="draft_goes_a_way",
        condition=Q(direction__in=Direction.values),
        violation_error_message="Choose which way information goes.",
    ),
    # What is only obtained admits nobody to a session.
    models.CheckConstraint(
        name="draft_says_how_they_join",
        condition=Q(direction=Direction.OBTAIN)
        | ~Q(kind=Kind.GENERAL)
        | Q(formats__len__gt=0, places__len__gt=0),
        violation_error_message="Tick at least one way in which they join.",
    ),
    models.CheckConstraint(
        name="draft_allows_a_session",
        condition=Q(most_sessions=None) | Q(most_sessions__gt=0),
        violation_error_message="Allow at least one session, or any number.",
    ),
    models.CheckConstraint(
        name="draft_notes_stand_alone",
        condition=Q(kind=Kind.GENERAL)
        | Q(
            topics=[],
            sensitive_topics=[],
            off_limit_topics=[],
            formats=[],
            places=[],
            most_sessions=None,
            direction=Direction.DISCLOSE,
        ),
        violation_error_message=(
            "A release of notes shares these notes and nothing else, in no session."
        ),
    ),
]
SIGNED_AS_ITS_KIND = Trigger(
    name="release_is_of_its_kind",
    fires="BEFORE INSERT",
    body=AS_SIGNED,
    violation_error_message="This was signed as a release of another kind.",
)
