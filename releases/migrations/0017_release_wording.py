"""The words of releases are published, by language and version: what shipped is the first."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import practice.database.triggers

FIRST = Path(__file__).parents[1] / "terms" / "wordings"


def publish_the_first(apps: Any, schema_editor: Any) -> None:
    """By nobody of the practice: they ship, and a test holds that they stay."""
    wordings = apps.get_model("releases", "ReleaseWording")
    for language in ("en", "es"):
        said = tomllib.loads((FIRST / f"{language}-1.toml").read_text("utf-8"))
        wordings.objects.create(
            language=language, version=1, published_at=timezone.now(), **said
        )


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0016_revocation_in_writing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseWording",
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
                ("language", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField()),
                (
                    "lead",
                    models.TextField(
                        max_length=600, verbose_name="what a release is for"
                    ),
                ),
                (
                    "agreement",
                    models.TextField(
                        max_length=600, verbose_name="what the signature says yes to"
                    ),
                ),
                ("statements", models.JSONField()),
                ("written_at", models.DateTimeField(auto_now=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["language", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "version"),
                        name="wording_has_its_version",
                        violation_error_message="This version is written already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("language",),
                        name="wording_one_in_preparation",
                        violation_error_message="The next version is being written already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", False),
                                models.Q(
                                    ("published_by__isnull", False),
                                    ("version", 1),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(("published_at", None), ("published_by", None)),
                            _connector="OR",
                        ),
                        name="wording_is_published_by_someone",
                        violation_error_message="Say who publishes this.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreement__regex", "\\S"),
                            ("lead__regex", "\\S"),
                            ("version__gte", 1),
                            ("language__regex", "^[a-z]{2}(-[a-z]+)?$"),
                        ),
                        name="wording_speaks",
                        violation_error_message="Say what a release is for, and what is agreed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.functions.comparison.Coalesce(
                                models.Func(
                                    "statements",
                                    models.Value(
                                        '$.type() == "array" && !exists($[*] ? (!(@.code like_regex "^[a-z0-9_]+$" && @.title like_regex "\\\\S" && @.text like_regex "\\\\S")))'
                                    ),
                                    function="JSONB_PATH_MATCH",
                                    output_field=models.BooleanField(),
                                ),
                                models.Value(False),
                            )
                        ),
                        name="wording_has_its_shape",
                        violation_error_message="Give each statement a title and a text.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            django.db.models.functions.comparison.Coalesce(
                                models.Func(
                                    "statements",
                                    models.Value(
                                        'exists($[*] ? (@.code == "revocation"))'
                                    ),
                                    function="JSONB_PATH_MATCH",
                                    output_field=models.BooleanField(),
                                ),
                                models.Value(False),
                            ),
                            _connector="OR",
                        ),
                        name="wording_says_how_to_revoke",
                        violation_error_message="It does not say how it can be revoked, as the law asks it to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            django.db.models.functions.comparison.Coalesce(
                                models.Func(
                                    "statements",
                                    models.Value(
                                        'exists($[*] ? (@.code == "conditioning"))'
                                    ),
                                    function="JSONB_PATH_MATCH",
                                    output_field=models.BooleanField(),
                                ),
                                models.Value(False),
                            ),
                            _connector="OR",
                        ),
                        name="wording_sets_no_condition",
                        violation_error_message="It does not say that care does not depend on it, as the law asks it to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            django.db.models.functions.comparison.Coalesce(
                                models.Func(
                                    "statements",
                                    models.Value(
                                        'exists($[*] ? (@.code == "redisclosure"))'
                                    ),
                                    function="JSONB_PATH_MATCH",
                                    output_field=models.BooleanField(),
                                ),
                                models.Value(False),
                            ),
                            _connector="OR",
                        ),
                        name="wording_warns_of_redisclosure",
                        violation_error_message="It does not say that whoever hears it may tell others, as the law asks it to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            django.db.models.functions.comparison.Coalesce(
                                models.Func(
                                    "statements",
                                    models.Value('exists($[*] ? (@.code == "copy"))'),
                                    function="JSONB_PATH_MATCH",
                                    output_field=models.BooleanField(),
                                ),
                                models.Value(False),
                            ),
                            _connector="OR",
                        ),
                        name="wording_promises_a_copy",
                        violation_error_message="It does not say that the signer gets a copy, as the law asks it to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            django.db.models.functions.comparison.Coalesce(
                                models.Func(
                                    "statements",
                                    models.Value('exists($[*] ? (@.code == "part2"))'),
                                    function="JSONB_PATH_MATCH",
                                    output_field=models.BooleanField(),
                                ),
                                models.Value(False),
                            ),
                            _connector="OR",
                        ),
                        name="wording_cites_part_2",
                        violation_error_message="It does not say that 42 CFR part 2 protects substance use records, as the law asks it to.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="releasewording",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    IF OLD.published_at IS NULL AND TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    ELSIF OLD.published_at IS NULL THEN\n        RETURN NEW;\n    END IF;\n    RAISE 'wording % is published', OLD.id USING\n        ERRCODE = 'check_violation', CONSTRAINT = 'wording_is_final';\nEND\n",
                fires="BEFORE UPDATE OR DELETE",
                name="wording_is_final",
                violation_error_message="This wording is published, and final.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasewording",
            constraint=practice.database.triggers.Trigger(
                body="\nBEGIN\n    RAISE '% is written once', TG_TABLE_NAME USING\n        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;\nEND\n",
                fires="BEFORE TRUNCATE",
                name="wording_is_not_truncated",
                violation_error_message="What was written here stays as it is.",
            ),
        ),
        migrations.RunPython(publish_the_first, migrations.RunPython.noop),
    ]
