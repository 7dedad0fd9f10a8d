from __future__ import annotations

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models.functions import Greatest

FIRST = datetime(1900, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
ENDS = (
    "authority_ends_at",
    "event_occurred_at",
    "revoked_at",
    "superseded_at",
    "voided_at",
    "copy_given_at",
)


def of_our_time(name: str) -> models.Q:
    return models.Q((f"{name}__gte", FIRST), (f"{name}__lt", NEVER))


def all_of_our_time() -> models.Q:
    condition = of_our_time("signed_at") & of_our_time("effective_at")
    for name in ENDS:
        condition &= models.Q((name, None)) | of_our_time(name)
    return condition


class Migration(migrations.Migration):
    """A release can be read, and starts while its signer may sign."""

    dependencies = [("releases", "0006_by_end")]

    operations = [
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=all_of_our_time(),
                name="release_is_of_our_time",
                violation_error_message="A release must be in the years 1900 to 9998.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("authority_ends_at", None))
                | models.Q(
                    (
                        "authority_ends_at__gt",
                        Greatest(models.F("signed_at"), models.F("effective_at")),
                    )
                ),
                name="release_starts_while_its_signer_may_sign",
                violation_error_message=(
                    "A release must start before its signer's authority ends."
                ),
            ),
        ),
    ]
