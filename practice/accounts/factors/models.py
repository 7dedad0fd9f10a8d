"""What the database keeps of second factors: that codes count once, and no secret bare."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from practice.database.triggers import Trigger

# Fernet's first byte is its version, 0x80: every text of its begins like this. Recovery
# codes are hashed. Passkeys have no secret here: of each, only the public key is kept.
ONLY_CONCEALED = """
BEGIN
    IF NEW.type = 'totp'
        AND coalesce(NEW.data ->> 'secret', '') !~ '^gAAAA[A-Za-z0-9_=-]{64,}$'
        OR NEW.type = 'recovery_codes' AND (
            NEW.data - 'hashed' <> '{"migrated_codes": []}'
            OR coalesce(NEW.data ->> 'hashed', '')
                !~ '^\\[("argon2\\$argon2id\\$[^"]{64,}"(, )?)*\\]$'
        )
    THEN
        RAISE 'A bare secret' USING
            ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
"""


class UsedCode(models.Model):
    """A code of someone's app that was right once, by the half minute that it is for."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    counter = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "counter"],
                name="code_counts_once",
                violation_error_message="This code was used already. Wait for the next one.",
            ),
            Trigger(
                name="factor_secret_is_concealed",
                on="mfa.Authenticator",
                fires="BEFORE INSERT OR UPDATE",
                body=ONLY_CONCEALED,
                violation_error_message="The secret of a second factor is kept concealed.",
            ),
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"
