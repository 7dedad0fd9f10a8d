"""What the practice asks, as it is now and as it ever was."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from practice.chained.models import Chained, one_after_another


class Policies(Chained):
    """What nobody is spared, whoever they are."""

    SAID = ("second_factor", "verified", "checked_by_another", "both_parents")

    second_factor = models.BooleanField(
        "everyone who signs in has a second factor",
        help_text="Until they do, they see nothing but how to set one up.",
    )
    verified = models.BooleanField(
        "a second person verifies who may sign for a client",
        help_text="What one person entered of somebody’s papers counts once another has looked at them.",
    )
    checked_by_another = models.BooleanField(
        "a second person checks what was signed by hand",
        help_text="Leave it out where one person is the practice: the history says that they checked alone.",
    )
    both_parents = models.BooleanField(
        "both parents sign where either may",
        help_text="All whose papers give them a say sign for a minor, unless one of them decides alone.",
    )

    class Meta(Chained.Meta):
        verbose_name = "policies"
        constraints: ClassVar = one_after_another("policies", "policies_are_kept")
