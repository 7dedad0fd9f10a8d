"""What is printed of a form beside releases has the codes that its scans are found by."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("releases", "0044_forms_end_with_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="printout",
            name="printout_names_a_right",
        ),
        migrations.AddField(
            model_name="printout",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_printouts",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="printout",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="form_printouts",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="printout",
            name="form_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("consent", "Consent to treat"),
                    ("confidentiality", "Teen confidentiality agreement"),
                    ("acknowledgement", "Acknowledgement of whoever joins"),
                    ("assent", "A minor’s assent"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="printout",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("client", "The client"),
                    ("minor", "The client, a minor who may consent to this care"),
                    ("parent", "A parent or guardian"),
                    ("agent", "A health care agent or court-appointed guardian"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="printout",
            name="draft",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="printouts",
                to="releases.releasedraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["client", "minor", "parent", "agent"]),
                    models.Q(("capacity", ""), ("draft", None)),
                    _connector="OR",
                ),
                name="printout_names_a_right",
                violation_error_message="Say in which right it is signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("draft", None)),
                fields=("client", "form_kind", "contact", "version", "pages"),
                name="printout_of_a_form_numbered_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("client", None),
                        ("contact", None),
                        ("draft__isnull", False),
                        ("form_kind", ""),
                    ),
                    models.Q(
                        ("client__isnull", False),
                        ("draft", None),
                        (
                            "form_kind__in",
                            ["consent", "confidentiality", "acknowledgement", "assent"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="printout_is_of_one_paper",
                violation_error_message="It is of one release, or of one form.",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contact__isnull", False), ("form_kind", "acknowledgement")
                    ),
                    models.Q(
                        models.Q(("form_kind", "acknowledgement"), _negated=True),
                        ("contact", None),
                    ),
                    _connector="OR",
                ),
                name="printout_says_who_joins",
                violation_error_message="Say whose acknowledgement it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="printout",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="printout_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
    ]
