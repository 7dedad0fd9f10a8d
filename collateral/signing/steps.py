"""The steps of the signing room, in order: each person's turn, one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass

from releases.models import Mark, SigningSession
from releases.models.interpreting import INTERPRETING
from releases.signing.by_steps import StepForm
from releases.signing.right import ASKS

SIGNER = "signer"


@dataclass(frozen=True)
class Step:
    """A page; in whose ``turn`` it is, and which fields of the signature it asks."""

    name: str
    turn: str = SIGNER
    fields: tuple[str, ...] = ()


def steps_of(signing: SigningSession, form: StepForm, mark: str) -> list[Step]:
    """Those that this signature takes: a mark in place of one is seen by two."""
    asked = [name for name in form.fields if not name.startswith("initials_")]
    right = [each for each in ("authority", "ground") if each in asked]
    if signing.capacity:
        right = [each for each in right if each == ASKS.get(signing.capacity)]
    initials = tuple(f"initials_{code}" for code in form.draft.sensitive_topics)
    steps = [
        Step("read"),
        Step("records"),
        Step("signer", fields=("signer", "capacity", *right)),
    ]
    if initials:
        steps.append(Step("initials", fields=initials))
    steps.append(Step("mark", fields=("mark", "typed_name", "strokes", "intends")))
    if signing.witnessed or mark == Mark.CROSS:
        steps.append(Step("witness", "witness", ("witness",)))
    if mark == Mark.CROSS:
        steps.append(Step("witness_2", "witness_2", ("witness_2",)))
    if signing.interpreted:
        steps.append(Step("interpreter", "interpreter", (*INTERPRETING, "of_age")))
    return steps
