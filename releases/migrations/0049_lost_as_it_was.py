"""What was recorded of a revocation that was lost, so that it is not asked twice."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0048_restored"),
    ]

    operations = [
        migrations.AddField(
            model_name="lostrevocation",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("client", "The client"),
                    ("minor", "The client, a minor who may consent to this care"),
                    ("parent", "A parent or guardian"),
                    ("agent", "A health care agent or court-appointed guardian"),
                ],
                db_default="",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="lostrevocation",
            name="manner",
            field=models.CharField(
                choices=[
                    ("spoken", "Spoken, in person or by phone"),
                    ("written", "In writing"),
                    ("unstated", "Not recorded"),
                ],
                db_default="unstated",
                default="unstated",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="lostrevocation",
            name="reason",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=300
            ),
        ),
        migrations.AddField(
            model_name="lostrevocation",
            name="revoker",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=200
            ),
        ),
        migrations.AddField(
            model_name="lostrevocation",
            name="signed_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="lostrevocation",
            name="witness",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=200
            ),
        ),
    ]
