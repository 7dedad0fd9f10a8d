"""Plans written out and approved, row by row past their pages; as a browser sends them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Client
from collateral.models import (
    ApprovedHow,
    Approver,
    PlanApproval,
    PlanVersion,
    Session,
    TreatmentGoal,
)
from collateral.models.plan_version import as_kept
from collateral.sessions.seats import hears_in
from practice.versions import version_of as digest_of
from tests.refusals import run

SIGNAL = "Either raises a hand."
# What is written in words on its page.
PLANNED = (
    "new_goal",
    "known_by",
    "why_person",
    "topics",
    "on_diagnosis",
    "on_medication",
    "on_risk",
    "off_limits_words",
    "rhythm",
    "ground_rules",
    "stop_signal",
    "separate_exit",
    "opening",
    "own_prompts",
    "keep_as",
)


def goal_of(client: Client, /, **said: Any) -> TreatmentGoal:
    """What ``client`` works towards."""
    return TreatmentGoal.objects.create(
        **{
            "client": client,
            "words": "Ask for help before a bad evening",
            "known_by": "Three calls in a month.",
            "written_by": client.clinician,
            "written_at": timezone.now(),
            **said,
        }
    )


def hears_of(session: Session) -> dict[str, list[str]]:
    """Who joins and hears of what, as versions keep it."""
    return as_kept(hears_in(session))


def shown_of(session: Session) -> str:
    """As a page that shows it sends it back."""
    return digest_of(hears_of(session))


def version_of(session: Session, /, **said: Any) -> PlanVersion:
    """The next version of the plan of ``session``, for no goal; not saved."""
    newest = PlanVersion.objects.newest_of(session.pk)
    return PlanVersion(
        **{
            "plan_id": session.pk,
            "number": newest.number + 1 if newest else 1,
            "purposes": ["support"],
            "hears": hears_of(session),
            "stop_signal": SIGNAL,
            "saved_by": session.client.clinician,
            "saved_at": timezone.now(),
            **said,
        }
    )


def write_out(session: Session, /, **said: Any) -> PlanVersion:
    """The same, kept."""
    made = version_of(session, **said)
    made.save(force_insert=True)
    return made


def approval_of(version: PlanVersion, /, **said: Any) -> PlanApproval:
    """That the client approves ``version``; not saved."""
    return PlanApproval(
        **{
            "version": version,
            "who": Approver.CLIENT,
            "how": ApprovedHow.TOLD,
            "recorded_by": version.saved_by,
            "approved_at": timezone.now(),
            **said,
        }
    )


def approve(version: PlanVersion, /, **said: Any) -> PlanApproval:
    """The same, kept."""
    made = approval_of(version, **said)
    made.save(force_insert=True)
    return made


def plan_sent(number: int = 1, **changed: Any) -> dict[str, Any]:
    """What a browser sends to write a plan out."""
    return {
        "number": str(number),
        "purposes": ["support"],
        "secrets": "limited",
        "minutes_before": "10",
        "minutes_after": "10",
        "stop_signal": SIGNAL,
        **changed,
    }


def stand(session: Session) -> None:
    """Book it past the gate: the database alone is asked."""
    run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", session.pk)
