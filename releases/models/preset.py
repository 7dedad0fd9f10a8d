"""A clinician's own start for releases, beside those that ship."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from releases.models.draft import Purpose, Topic
from releases.models.scope import Direction, Format, Place


class ReleasePreset(models.Model):
    """Choices of a release that its ``owner`` begins others with. It is of no client, and
    holds nothing that was typed; what needs initials is asked for each time.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="presets",
        editable=False,
        db_index=False,
    )
    name = models.CharField(
        max_length=60,
        help_text="What kind of release it begins, such as “Grandparents”. No client’s name.",
    )
    topics = ArrayField(models.CharField(max_length=30), editable=False)
    purposes = ArrayField(models.CharField(max_length=20), editable=False)
    direction = models.CharField(max_length=20, choices=Direction, editable=False)
    formats = ArrayField(models.CharField(max_length=20), editable=False)
    places = ArrayField(models.CharField(max_length=20), editable=False)

    class Meta:
        ordering: ClassVar = [Lower("name"), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="preset_has_a_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Give it a name.",
            ),
            models.UniqueConstraint(
                "owner",
                Lower("name"),
                name="preset_named_once",
                violation_error_message="You have a preset of this name already.",
            ),
            # Nothing that needs initials is ever ticked beforehand.
            models.CheckConstraint(
                name="preset_ticks_nothing_sensitive",
                condition=Q(
                    topics__contained_by=Topic.values,
                    purposes__contained_by=Purpose.values,
                    direction__in=Direction.values,
                    formats__contained_by=Format.values,
                    places__contained_by=Place.values,
                ),
                violation_error_message="A preset ticks only what needs no initials.",
            ),
        ]

    def __str__(self) -> str:
        return f"preset {self.pk}"
