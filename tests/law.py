"""The law of a state, as it is corrected from today."""

from __future__ import annotations

from django.utils import timezone

from clients.models import StateProfile

# What ``document_meets_its_form`` says.
MORE = (
    "The law asks for more: the institution of whoever is told, a signature by hand, or "
    "a form of the practice's own."
)


def correct(state: str, **values: object) -> StateProfile:
    """Its next version, which is the last but for ``values``."""
    row = StateProfile.objects.filter(state=state).latest("version")
    today, source = timezone.localdate(), row.values["majority_age"]
    StateProfile.objects.filter(pk=row.pk).update(superseded_from=today)
    changed = {
        key: {**row.values.get(key, source), "value": each}
        for key, each in values.items()
    }
    return StateProfile.objects.create(
        state=state,
        version=row.version + 1,
        effective_from=today,
        values={**row.values, **changed},
        delivered=row.delivered,
        reason="The statute was amended.",
    )
