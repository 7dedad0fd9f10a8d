"""A form beside releases is handed over in the signing room too."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0036_handouts"),
        ("releases", "0040_forms_in_right"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="signingsession",
            name="client",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_signing_sessions",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="signingsession",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_signing_sessions",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="signingsession",
            name="form_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("consent", "Consent to treat"),
                    ("confidentiality", "Teen confidentiality agreement"),
                    ("acknowledgement", "Acknowledgement of whoever joins"),
                    ("assent", "A minor’s assent"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="signingsession",
            name="form_signer",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="signingsession",
            name="language",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AlterField(
            model_name="signingsession",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signing_sessions",
                to="releases.releasedraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("client", None),
                        ("contact", None),
                        ("draft__isnull", False),
                        ("form_kind", ""),
                        ("form_signer", ""),
                    ),
                    models.Q(
                        ("client__isnull", False),
                        ("draft", None),
                        (
                            "form_kind__in",
                            ["consent", "confidentiality", "acknowledgement", "assent"],
                        ),
                        ("form_signer__regex", "\\S"),
                        ("language__regex", "\\S"),
                        ("way", "room"),
                    ),
                    _connector="OR",
                ),
                name="signing_session_is_of_one_paper",
                violation_error_message="Hand over one release, or one form.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="signing_session_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
    ]
