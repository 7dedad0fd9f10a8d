"""What was told to whom, and on what basis."""

from __future__ import annotations

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import practice.database.constraints
import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0028_disclosures"),
        ("collateral", "0011_print_batch"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("releases", "0036_lapse"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("release", "A release in force"),
                            (
                                "threat",
                                "A serious and imminent threat (45 CFR 164.512(j))",
                            ),
                            (
                                "child_abuse",
                                "A report of child abuse or neglect (45 CFR 164.512(b))",
                            ),
                            (
                                "adult_abuse",
                                "A report of abuse of an adult (45 CFR 164.512(c))",
                            ),
                            ("court", "A court order or subpoena (45 CFR 164.512(e))"),
                            ("nothing", "None: it was told by mistake"),
                        ],
                        max_length=20,
                        verbose_name="on what basis",
                    ),
                ),
                (
                    "recipient",
                    models.CharField(max_length=200, verbose_name="who was told"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="their address, if you know it",
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("attendance", "Attendance and appointment times"),
                                (
                                    "skills",
                                    "Coping skills and how to support them at home",
                                ),
                                ("sleep", "Sleep, daily routine and health habits"),
                                ("progress", "Treatment goals and progress"),
                                ("relationship", "Communication and the relationship"),
                                ("diagnosis", "Diagnosis"),
                                ("medication", "Medication"),
                                ("history", "Developmental and family history"),
                                ("safety", "Safety plan and warning signs"),
                                ("school", "School or work"),
                                ("substance_use", "Substance use treatment"),
                                ("hiv", "HIV, AIDS or sexually transmitted infection"),
                                ("reproductive", "Reproductive or sexual health"),
                                ("gender", "Gender-affirming care"),
                                ("assault", "Sexual assault or domestic violence"),
                                ("genetic", "Genetic information"),
                                ("tests", "Psychological test data"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "outside",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("attendance", "Attendance and appointment times"),
                                (
                                    "skills",
                                    "Coping skills and how to support them at home",
                                ),
                                ("sleep", "Sleep, daily routine and health habits"),
                                ("progress", "Treatment goals and progress"),
                                ("relationship", "Communication and the relationship"),
                                ("diagnosis", "Diagnosis"),
                                ("medication", "Medication"),
                                ("history", "Developmental and family history"),
                                ("safety", "Safety plan and warning signs"),
                                ("school", "School or work"),
                                ("substance_use", "Substance use treatment"),
                                ("hiv", "HIV, AIDS or sexually transmitted infection"),
                                ("reproductive", "Reproductive or sexual health"),
                                ("gender", "Gender-affirming care"),
                                ("assault", "Sexual assault or domestic violence"),
                                ("genetic", "Genetic information"),
                                ("tests", "Psychological test data"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="what was told, briefly",
                    ),
                ),
                (
                    "why",
                    models.TextField(blank=True, max_length=1000, verbose_name="why"),
                ),
                (
                    "part2_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "untouched",
                                "Nothing that was told comes from Part 2 records",
                            ),
                            (
                                "medical",
                                "A medical emergency: medical personnel were told (42 CFR 2.51)",
                            ),
                            (
                                "child_abuse",
                                "A report of child abuse that state law asks for (42 CFR 2.12(c)(6))",
                            ),
                            (
                                "order",
                                "A court order made under Part 2 (42 CFR 2.61 to 2.67)",
                            ),
                        ],
                        max_length=20,
                        verbose_name="what lets Part 2 records be told",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what was wrong"
                    ),
                ),
                (
                    "struck",
                    models.BooleanField(
                        default=False, verbose_name="It was never told at all"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contact",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="collateral.disclosure",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="releases.release",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="collateral.session",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["client", "told_at", "id"], name="disclosure_of_client"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "basis__in",
                        [
                            "release",
                            "threat",
                            "child_abuse",
                            "adult_abuse",
                            "court",
                            "nothing",
                        ],
                    )
                ),
                name="disclosure_has_a_basis",
                violation_error_message="Choose on what basis it was told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("basis", "release"),
                        ("contact__isnull", False),
                        ("release__isnull", False),
                    ),
                    models.Q(
                        models.Q(("basis", "release"), _negated=True),
                        ("outside", []),
                        ("release", None),
                        ("topics", []),
                    ),
                    _connector="OR",
                ),
                name="disclosure_names_its_release",
                violation_error_message="Topics are told under a release, and only there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient__regex", "\\S")),
                name="disclosure_says_who_was_told",
                violation_error_message="Say who was told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("basis", "release"), models.Q(("topics", []), _negated=True)
                    ),
                    models.Q(
                        models.Q(("basis", "release"), _negated=True),
                        ("said__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="disclosure_says_what_was_told",
                violation_error_message="Say what was told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "release"), ("outside", [])),
                    ("why__regex", "\\S"),
                    _connector="OR",
                ),
                name="disclosure_says_why",
                violation_error_message="Write why this was told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "topics__contained_by",
                        [
                            "attendance",
                            "skills",
                            "sleep",
                            "progress",
                            "relationship",
                            "diagnosis",
                            "medication",
                            "history",
                            "safety",
                            "school",
                            "substance_use",
                            "hiv",
                            "reproductive",
                            "gender",
                            "assault",
                            "genetic",
                            "tests",
                        ],
                    ),
                    ("outside__contained_by", models.F("topics")),
                ),
                name="disclosure_topics_are_of_the_list",
                violation_error_message="Choose topics of the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part2_ground", ""),
                    models.Q(
                        ("basis", "threat"),
                        ("part2_ground__in", ["untouched", "medical"]),
                    ),
                    models.Q(
                        ("basis", "child_abuse"),
                        ("part2_ground__in", ["untouched", "child_abuse"]),
                    ),
                    models.Q(
                        ("basis", "adult_abuse"), ("part2_ground__in", ["untouched"])
                    ),
                    models.Q(
                        ("basis", "court"), ("part2_ground__in", ["untouched", "order"])
                    ),
                    _connector="OR",
                ),
                name="disclosure_ground_fits_its_basis",
                violation_error_message="Part 2 has no such ground for this basis.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "told_at__gte",
                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    ("told_at__lte", models.F("recorded_at")),
                ),
                name="disclosure_is_of_the_past",
                violation_error_message="This is still ahead. Record it once it was told.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("corrects", None), ("struck", False)),
                    models.Q(("correction__regex", "\\S"), ("corrects__isnull", False)),
                    _connector="OR",
                ),
                name="disclosure_correction_says_what_was_wrong",
                violation_error_message="Say what was wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.UniqueConstraint(
                fields=("corrects",),
                name="disclosure_is_corrected_once",
                violation_error_message="Somebody corrected this just now. Correct what stands there now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.UniqueConstraint(
                fields=("client", "id"), name="disclosure_client_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "corrects"),
                name="disclosure_corrects_one_of_the_client",
                to="collateral.Disclosure",
                to_fields=("client", "id"),
                violation_error_message="A mistake is corrected for the same client.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.constraints.ForeignKeyConstraint(
                fields=("client", "contact"),
                name="disclosure_contact_of_client",
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\n    BEGIN\n        IF \n    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(\n        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'\n    )\n THEN\n            RETURN NEW;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.recorded_at >= OLD.recorded_at THEN\n            RETURN NEW;\n        END IF;\n        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.recorded_at USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_is_recorded_now';\n    END\n    ",
                fires="BEFORE INSERT",
                name="disclosure_is_recorded_now",
                violation_error_message="What was told is recorded as somebody records it.",
                when="NEW.recorded_at < now() - interval '1 minute'",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM releases_release\n        WHERE id = NEW.release_id AND client_id = NEW.client_id\n        AND contact_id = NEW.contact_id AND in_force @> NEW.told_at\n        FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'release % was not in force for contact %', NEW.release_id, NEW.contact_id\n            USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'disclosure_release_in_force';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="disclosure_release_in_force",
                violation_error_message="No release was in force for them then. What was told without one is recorded on the client’s page, with what allowed it.",
                when="NEW.basis = 'release'",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM unnest(NEW.topics) AS told (topic)\n        WHERE (told.topic = ANY (NEW.outside)) = EXISTS (\n            SELECT FROM releases_grant\n            WHERE release_id = NEW.release_id AND what = told.topic\n            AND discloser IN (0, NEW.told_by_id) AND in_force @> NEW.told_at\n        );\n    IF FOUND THEN\n        RAISE 'what release % grants was told otherwise', NEW.release_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_says_what_is_outside';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="disclosure_says_what_is_outside",
                violation_error_message="What the release allows was changed just now. Look again at what was told.",
                when="NEW.basis = 'release'",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM clients_client\n        WHERE id = NEW.client_id AND part2 = (NEW.part2_ground <> '') FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE 'client % has records under Part 2, or has none', NEW.client_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_has_a_part2_ground';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="disclosure_has_a_part2_ground",
                violation_error_message="This client has records under 42 CFR Part 2, which asks for a ground of its own. Say which.",
                when="NEW.basis IN ('adult_abuse', 'child_abuse', 'court', 'threat') AND NOT NEW.struck",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    PERFORM FROM collateral_participant\n        WHERE session_id = NEW.session_id AND client_id = NEW.client_id\n        AND contact_id = NEW.contact_id;\n    IF NOT FOUND THEN\n        RAISE 'contact % has no seat in session %', NEW.contact_id, NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_of_its_session';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="disclosure_of_its_session",
                violation_error_message="Only whoever joins a session hears of something in it.",
                when="NEW.session_id IS NOT NULL",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="disclosure_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="disclosure_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
