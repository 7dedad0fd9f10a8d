"""What all chains and releases were, sealed every day."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0046_forms_by_hand"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedRoot",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(primary_key=True, serialize=False),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("body", models.TextField(editable=False)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("signature", models.CharField(editable=False, max_length=200)),
                ("certificate", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="sealedroot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(
                            models.Func(
                                models.Func(
                                    models.F("body"),
                                    models.Value("UTF8"),
                                    function="convert_to",
                                ),
                                function="sha256",
                            ),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.TextField(),
                        ),
                    )
                ),
                name="root_hashes_its_body",
                violation_error_message="A root’s hash is that of what it says.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedroot",
            constraint=practice.database.triggers.Trigger(
                body="\nDECLARE\n    last record;\nBEGIN\n    SELECT number, sha256 INTO last FROM releases_sealedroot ORDER BY number DESC LIMIT 1;\n    IF NEW.number <> coalesce(last.number, 0) + 1\n        OR NEW.body::jsonb ->> 'previous' <> coalesce(last.sha256, '')\n        OR (NEW.body::jsonb ->> 'root')::integer <> NEW.number\n    THEN\n        RAISE 'root % does not follow', NEW.number USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'root_follows_the_last';\n    END IF;\n    RETURN NEW;\nEND\n",
                fires="BEFORE INSERT",
                name="root_follows_the_last",
                violation_error_message="A root follows the one before it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedroot",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="root_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedroot",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="roots_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.CreateModel(
            name="RootStamp",
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
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("token", models.BinaryField()),
                (
                    "root",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stamp",
                        to="releases.sealedroot",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="rootstamp",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="stamp_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rootstamp",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="stamps_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.CreateModel(
            name="RootLeaf",
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
                ("client_id", models.BigIntegerField(editable=False)),
                ("number", models.PositiveIntegerField(editable=False)),
                ("head", models.CharField(editable=False, max_length=64)),
                ("releases", models.TextField(editable=False)),
                (
                    "root",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="releases.sealedroot",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="rootleaf",
            constraint=models.UniqueConstraint(
                fields=("client_id", "root"), name="leaf_once_a_root"
            ),
        ),
        migrations.AddConstraint(
            model_name="rootleaf",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="leaf_is_final",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rootleaf",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="leaves_are_kept",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
    ]
