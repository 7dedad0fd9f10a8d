"""Nobody leans on a release whose revocation a restored backup does not know, until it is
recorded anew or another release takes its place.

As triggers: the release itself is as it was before it was revoked, so no key tells. What
stood as the backup was restored is held then, by ``collateral.ending.lost``.
"""

from __future__ import annotations

from practice.database.triggers import Trigger

LOST = """
    SELECT FROM releases_lostrevocation AS lost
        JOIN releases_release AS release ON release.id = lost.release_id
    WHERE release.client_id = NEW.client_id AND release.contact_id = NEW.contact_id
        AND release.kind = 'general' AND release.in_force && NEW.relies_on
        AND upper(release.in_force) > clock_timestamp()
        AND ({whole} EXISTS (
            SELECT FROM releases_grant AS granted
            WHERE granted.release_id = release.id AND granted.ended_at IS NULL
                AND granted.what = ANY (lost.part) AND granted.what IN ({needs})
        ))
"""
NOT_REVOKED = """
BEGIN
    IF EXISTS ({lost}) THEN
        RAISE 'what contact % was granted was revoked', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END
"""
RECORD_IT = (
    "The release was revoked, which a restored backup does not know. Record it again."
)


def _not_revoked(name: str, needs: str, whole: str = "") -> Trigger:
    return Trigger(
        name=name,
        fires="AFTER INSERT OR UPDATE",
        when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
        body=NOT_REVOKED.format(lost=LOST.format(needs=needs, whole=whole)),
        violation_error_message=RECORD_IT,
    )


# Of the seats, and of what is heard in them, each in its own model.
OF_SEATS = [
    _not_revoked(
        "participant_release_is_not_revoked",
        "NEW.format, NEW.place",
        "lost.part = '{}' OR",
    )
]
OF_TOPICS = [_not_revoked("topic_release_is_not_revoked", "NEW.topic")]
