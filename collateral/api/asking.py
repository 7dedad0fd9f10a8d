"""May this happen? The gate's own answer, for whoever schedules elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from clients.models import Client, Contact
from collateral.api.schemas import Answer, Question, Reason, Remedy
from collateral.gate import Proposal
from collateral.gate.reasons import as_recorded
from collateral.gate.remedies import releases_for
from collateral.models import GateQuestion
from practice.models import Role, System, User
from practice.spans import span


@dataclass(frozen=True)
class Asker:
    """Who asks: someone signed in, or a program that was let in."""

    user: User | None = None
    system: System | None = None

    def sees(self, client: Client) -> bool:
        return self.user is None or client.is_visible_to(self.user)


def answer(question: Question, asker: Asker) -> Answer:
    """Ask the gate, and keep that it was asked. Raises Http404 for whoever is not the
    practice's, the client's, or this clinician's to ask about.

    Of a day that has passed, it is asked as if the session had been booked when it began.
    """
    proposal = _proposal(question, asker)
    ((line, remedies),) = releases_for(proposal, asker.user)
    reads = asker.user is not None and asker.user == proposal.client.clinician
    GateQuestion.objects.create(
        asked_by=asker.user,
        system=asker.system,
        client=proposal.client,
        contact=line.contact,
        during=proposal.during,
        format=proposal.format,
        place=proposal.place,
        answer=as_recorded(line.code).value,
    )
    return Answer(
        may_happen=line.covered,
        code=as_recorded(line.code).value,
        sentence=line.as_told(plan=reads),
        reasons=[
            Reason(
                code=as_recorded(reason.code).value, detail=reason.as_told(plan=reads)
            )
            for reason in line.reasons
        ],
        remedies=[Remedy(label=str(r.label), url=r.url or None) for r in remedies],
    )


def _proposal(question: Question, asker: Asker) -> Proposal:
    people = Contact.objects.select_related("client__clinician")
    contact = people.filter(pk=question.contact, client=question.client).first()
    if contact is None or not asker.sees(contact.client):
        raise Http404
    during = span(question.from_, question.until)
    return Proposal(
        client=contact.client,
        contacts=(contact,),
        clinician=_clinician(question.clinician) or contact.client.clinician,
        during=during,
        room=None,
        format=question.format.value,
        place=question.place.value,
        booked_at=min(timezone.now(), during.lower),
    )


def _clinician(pk: int | None) -> User | None:
    if pk is None:
        return None
    clinicians = User.objects.filter(role=Role.CLINICIAN, is_active=True)
    found: User | None = clinicians.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
