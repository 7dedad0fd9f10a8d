"""By which certificate a paper is sealed; what was stored before is not."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0033_signers_copy"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="sealed_by",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=64
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["sha256"], name="paper_by_hash"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed_by__regex", "^([0-9a-f]{64})?$")),
                name="paper_is_sealed_by_a_certificate",
                violation_error_message="A paper is sealed by one of our certificates.",
            ),
        ),
    ]
