from __future__ import annotations

from django.db import migrations

# A release without a signature would be relied on, and nobody agreed to it. Asked at
# commit, as the signature refers to the release; it can never be taken away again.
RELEASE_IS_SIGNED = """
CREATE FUNCTION release_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM releases_signature
        WHERE release_id = NEW.id AND signed_at = NEW.signed_at;
    IF NOT FOUND THEN
        RAISE 'release % is not signed', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_is_signed';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER release_is_signed
    AFTER INSERT ON releases_release DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION release_is_signed();
"""


class Migration(migrations.Migration):
    """A release is born signed; 45 CFR 164.508(c)(1)(vi)."""

    dependencies = [("releases", "0002_final_and_append_only")]

    operations = [
        migrations.RunSQL(
            RELEASE_IS_SIGNED, "DROP FUNCTION release_is_signed() CASCADE"
        ),
    ]
