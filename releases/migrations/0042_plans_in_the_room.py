"""A plan is handed over in the signing room, to be read alone and answered."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_arrivals"),
        ("releases", "0041_forms_in_the_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="signingsession",
            name="signing_session_ends_somehow",
        ),
        migrations.RemoveConstraint(
            model_name="signingsession",
            name="signing_session_is_of_one_paper",
        ),
        migrations.AlterField(
            model_name="signingsession",
            name="ended_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("signed", "Signed"),
                    ("by_another", "Signed elsewhere meanwhile"),
                    ("refused", "They would rather not"),
                    ("paper", "They would rather sign on paper"),
                    ("approved", "Approved"),
                    ("idle", "Left alone"),
                    ("handed_back", "Handed back before it was signed"),
                    ("signed_out", "Whoever opened it was signed out"),
                    ("withdrawn", "What was to be signed was changed or withdrawn"),
                ],
                max_length=20,
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
                    models.Q(
                        ("client__isnull", False),
                        ("contact", None),
                        ("draft", None),
                        ("form_kind", ""),
                        ("form_signer", ""),
                        ("language__regex", "\\S"),
                        ("way", "room"),
                    ),
                    _connector="OR",
                ),
                name="signing_session_is_of_one_paper",
                violation_error_message="Hand over one release, form or plan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_how", "")),
                    models.Q(
                        ("ended_at__gte", models.F("opened_at")),
                        ("ended_at__isnull", False),
                        (
                            "ended_how__in",
                            [
                                "signed",
                                "by_another",
                                "refused",
                                "paper",
                                "approved",
                                "idle",
                                "handed_back",
                                "signed_out",
                                "withdrawn",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="signing_session_ends_somehow",
                violation_error_message="Say how it ended.",
            ),
        ),
    ]
