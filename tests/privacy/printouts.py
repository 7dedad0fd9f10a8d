"""What the house has printed, and what there is to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import PrintBatch, PrintPiece
from practice.models import Progress, User
from practice.spans import start_of
from releases.models import Refusal, Release
from releases.refusing.act import refuse
from tests.cast import contact_of
from tests.releases.printing.papers import empty
from tests.signed import draft_for, sign


@dataclass(frozen=True)
class Printouts:
    """Someone's no; what ends with the month; and what Ada has had printed together."""

    refusal: Refusal
    ending: Release
    batch: PrintBatch

    def ids(self, route: str) -> dict[str, Any]:
        ids: dict[str, Any] = {
            "refusal_id": self.refusal.pk,
            "paper": "revocation",
            "needs": "ending",
        }
        if route.startswith("print_batch"):
            ids["batch_id"] = self.batch.pk
        return ids

    def sends(self) -> dict[str, Any]:
        """What fills the form of a batch."""
        return {"papers": [f"signed-{self.ending.pk}"], "size": "large"}


def printouts(contact: Contact, client: Client, mark: str) -> Printouts:
    """Jordan says no to a release for ``contact``; one of ``client`` ends with the month."""
    ada = client.clinician
    today = timezone.localdate()
    refusal = Refusal(
        draft=draft_for(contact, ada),
        signer=f"Jordan {mark}",
        capacity="client",
        said_on=today,
        reason=f"Because of {mark}.",
        recorded_by=ada,
    )
    refuse(refusal)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    ending = sign(contact_of(client, f"Abe {mark}"), ends=start_of(next_month))
    return Printouts(refusal, ending, _printed_together(ending, ada))


def _printed_together(release: Release, by: User) -> PrintBatch:
    progress = Progress.objects.create(
        kind="print_batch",
        made_by=by,
        total=1,
        done=1,
        state="done",
        ended_at=timezone.now(),
    )
    batch = PrintBatch.objects.create(
        progress=progress,
        needs="ending",
        day=timezone.localdate(),
        papers=[[None, f"signed-{release.pk}"]],
        pages=1,
    )
    PrintPiece.objects.create(batch=batch, number=0, content=empty())
    return batch
