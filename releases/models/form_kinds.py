"""Which forms are signed beside a release, and who signs which."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FormKind(models.TextChoices):
    """What is signed."""

    CONSENT = "consent", "Consent to treat"
    CONFIDENTIALITY = "confidentiality", "Teen confidentiality agreement"
    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement of whoever joins"
    ASSENT = "assent", "A minor’s assent"


class FormCapacity(models.TextChoices):
    """In what right; ``teen`` agrees beside those who decide."""

    CLIENT = "client", "The client"
    MINOR = "minor", "The client, a minor who may consent to this care"
    TEEN = "teen", "The client, a minor, who agrees"
    PARENT = "parent", "A parent or guardian"
    AGENT = "agent", "A health care agent or court-appointed guardian"
    PARTICIPANT = "participant", "The person who joins"
    PARTICIPANTS_PARENT = "participants_parent", "A parent of the child who joins"
    CLINICIAN = "clinician", "The clinician"


# Who signs what.
SIGNED_IN: dict[FormKind, tuple[FormCapacity, ...]] = {
    FormKind.CONSENT: (
        FormCapacity.CLIENT,
        FormCapacity.MINOR,
        FormCapacity.PARENT,
        FormCapacity.AGENT,
    ),
    FormKind.CONFIDENTIALITY: (
        FormCapacity.TEEN,
        FormCapacity.PARENT,
        FormCapacity.AGENT,
        FormCapacity.CLINICIAN,
    ),
    FormKind.ACKNOWLEDGEMENT: (
        FormCapacity.PARTICIPANT,
        FormCapacity.PARTICIPANTS_PARENT,
    ),
    FormKind.ASSENT: (FormCapacity.TEEN,),
}
# Whoever signs for another says by what right.
FOR_ANOTHER = (
    FormCapacity.PARENT,
    FormCapacity.AGENT,
    FormCapacity.PARTICIPANTS_PARENT,
)
WHO_SIGNS_WHAT = Q()
# By a link, whoever is not of the practice: a clinician signs as the practice has them.
WHO_SIGNS_BY_LINK = Q()
for _kind, _capacities in SIGNED_IN.items():
    WHO_SIGNS_WHAT |= Q(kind=_kind, capacity__in=_capacities)
    WHO_SIGNS_BY_LINK |= Q(
        form_kind=_kind,
        capacity__in=[each for each in _capacities if each != FormCapacity.CLINICIAN],
    )
WHO_SIGNS_ON_PAPER = Q()
for _kind, _capacities in SIGNED_IN.items():
    WHO_SIGNS_ON_PAPER |= Q(form_kind=_kind, capacity__in=_capacities)
# In which clients sign themselves, under either of their names.
THEMSELVES = (FormCapacity.CLIENT, FormCapacity.MINOR, FormCapacity.TEEN)
