"""Whose initials stand beside what is sensitive: the signer's own."""

from __future__ import annotations

from practice.database.triggers import Trigger

# As ``releases.signing.initials`` asks it. Letters in their order are found by LIKE, whose
# own signs are none.
HAS_ITS_INITIALS = r"""
DECLARE
    name text := lower(regexp_replace(normalize(NEW.signer, NFKD), '[\u0300-\u036f]', '', 'g'));
    begun text := CASE
        WHEN name = upper(name) THEN regexp_replace(name, '[^[:alpha:]]', '', 'g')
        ELSE (
            SELECT string_agg(left(word, 1), '' ORDER BY place)
            FROM regexp_split_to_table(name, '[^[:alpha:]]+')
                WITH ORDINALITY AS split (word, place)
        )
    END;
BEGIN
    PERFORM FROM jsonb_each_text(NEW.initials) AS each (topic, written), lower(
            regexp_replace(normalize(written, NFKD), '[^[:alpha:]]', '', 'g')
        ) AS letters
        WHERE letters = '' OR begun NOT LIKE
            '%' || array_to_string(regexp_split_to_array(letters, ''), '%') || '%';
    IF FOUND THEN
        RAISE 'document % has the initials of someone else', NEW.document_id USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'signature_has_the_signers_initials';
    END IF;
    RETURN NULL;
END
"""
INITIALED = Trigger(
    name="signature_has_the_signers_initials",
    fires="AFTER INSERT",
    when="NEW.initials <> '{}'",
    body=HAS_ITS_INITIALS,
    violation_error_message="These are not the signer's own initials.",
)
