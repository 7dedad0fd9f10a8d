"""The house that these tests walk through: everyone's papers.

Whatever somebody could have written holds the canary, so that it can be looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clients.ledger import record
from clients.models import Authority, Client, Contact, EventKind
from collateral.models import (
    Disclosure,
    Inquiry,
    ParentEntry,
    Session,
    SharedSessionPlan,
    Status,
    Stop,
    TreatmentGoal,
    Wish,
)
from collateral.models.plan_version import SENTENCES
from practice.models import Role, Room, System, User
from releases.models import (
    FormKind,
    Kind,
    PaperAlarm,
    Release,
    ReleaseDraft,
    ReleasePreset,
    ReleaseWording,
    Revocation,
    ScannedPage,
    Signature,
    SignatureLink,
    SignedByHand,
    SignedForm,
)
from tests.booked import book
from tests.both_parents import entry_for, sent
from tests.cast import authority_of, client_of, contact_of, preset_of, user
from tests.clock import afternoon
from tests.formed import form_signed
from tests.let_in import issued
from tests.links import link_of, mailed_link, reminded
from tests.on_paper import entered, in_tray, printed
from tests.planned import goal_of, write_out
from tests.privacy.canary import (
    CANARY,
    FORMS,
    PASSWORD,
    PLAN,
    booking,
    by_hand,
    checked,
    client_details,
    forms_typed,
    revocation,
    signature,
    wished,
    wording_typed,
)
from tests.privacy.debriefed import Afterwards, afterwards
from tests.privacy.doors import arguments
from tests.privacy.furniture import hashed, minors, next_wording, spoken, white
from tests.privacy.parents import parents_forms, spoken_with
from tests.privacy.printouts import Printouts, printouts
from tests.privacy.repeated import Repeated, repeated
from tests.privacy.times import Times, times_of, times_typed
from tests.privacy.told import tellings, told_of
from tests.signed import draft_for, sign
from tests.wished import stop_with, wish_for


@dataclass(frozen=True, eq=False)
class House:
    """Ada's client Jordan with five contacts, and Cleo's client Kim with one.

    Ben has a release in force, a session that stands on it and one on hold; Maria's
    release awaits signature; Sam's is in force; no release names Una;
    Ira's was revoked by word of mouth. Lee's session is
    tomorrow.
    """

    ada: User
    cleo: User
    finn: User
    nora: User
    jordan: Client
    ben: Contact
    maria: Contact
    sam: Contact
    una: Contact
    bens: Release
    marias: ReleaseDraft
    sams: SignedByHand
    booked: Session
    held: Session
    kim: Client
    lee: Contact
    lees: Release
    kims: ReleaseDraft
    kims_session: Session
    iras: Revocation
    papers: Authority
    teos: ReleaseDraft
    wording: ReleaseWording
    preset: ReleasePreset
    alarm: PaperAlarm
    system: System
    link: SignatureLink
    token: str
    stops: str
    told: Disclosure
    scan: ScannedPage
    prints: Printouts
    wish: Wish
    stop: Stop
    entry: ParentEntry
    inquiry: Inquiry
    afterwards: Afterwards
    form: SignedForm
    goal: TreatmentGoal
    repeated: Repeated
    times: Times

    def ids(self, route: str) -> dict[str, Any]:
        """Whatever id a route of Ada's may ask for."""
        session = self.held if route == "session_reopening" else self.booked
        drafts = {"draft_refusal": self.teos, "draft_check": self.sams.draft}
        draft = drafts.get(route, self.marias)
        people = {
            "contact_edit": self.una,
            "contact_disclosure": self.ben,
            "participant_handout": session.participants.earliest("pk").contact,
            "practice_handout": self.afterwards.practice.contact,
        }
        contact = people.get(route, self.maria)
        # Of a minor alone is kept what passed with each parent.
        of_minors = {"parent_ledger", "parent_entry_new"}
        client = self.teos.client if route in of_minors else self.jordan
        return {
            "client_id": client.pk,
            "contact_id": contact.pk,
            "draft_id": draft.pk,
            "link_id": self.link.pk,
            "token": self.stops if route == "reminders_stop" else self.token,
            "batch_id": self.scan.batch_id,
            "page_id": self.scan.pk,
            "release_id": self.bens.pk,
            "revocation_id": self.iras.pk,
            "session_id": session.pk,
            "disclosure_id": self.told.pk,
            "authority_id": self.papers.pk,
            "wording_id": self.wording.pk,
            "language": "es",
            "state": "IL",
            "version": 1,
            "entry": "witness_sign",
            "handout": "questions",
            "preset_id": self.preset.pk,
            "alarm_id": self.alarm.pk,
            "system_id": self.system.pk,
            "step": "read",
            "wish_id": self.wish.pk,
            "stop_id": self.stop.pk,
            "entry_id": self.entry.pk,
            "inquiry_id": self.inquiry.pk,
            "kind": FormKind.CONSENT.value
            if route.startswith("form_")
            else Kind.PSYCHOTHERAPY_NOTES.value,
            "form_id": self.form.pk,
            "goal_id": self.goal.pk,
            "series_id": self.repeated.series.pk,
            "day": timezone.localdate() + timedelta(days=7),
            **self.prints.ids(route),
            **self.afterwards.ids(route),
            **self.times.ids(),
        }

    def path(self, route: str) -> str:
        """Where ``route`` leads to among Ada's."""
        asked = {name: self.ids(route)[name] for name in arguments(route)}
        return reverse(route, kwargs=asked)

    def sends(self, route: str) -> dict[str, Any]:
        """What fills the whole form of ``route`` so that nothing is wrong with it."""
        if route in {
            "booking",
            "coverage",
            "times",
            "session_move",
            "session_coverage",
        }:
            return booking(self.ben)
        if route == "release_copy":
            made = Signature.objects.get(document=self.bens.document_id)
            return {"signature": str(made.pk), "way": "given"}
        return {
            "order_new": {
                "contact": str(self.una.pk),
                "ruling": ["no_contact"],
                "dated_on": timezone.localdate().isoformat(),
                "court": f"Court of {CANARY}",
                "evidence": f"A copy, for {CANARY}.",
            },
            "client_new": client_details(self.ada),
            "client_edit": client_details(self.ada),
            "draft_signature": signature(self.marias) | {"to": "agent-1"},
            "client_sitting": {"drafts": [str(self.marias.pk)], "to": "agent-1"},
            "draft_by_hand": by_hand(self.marias),
            "draft_check": checked(self.sams),
            "scans": {"papers": white()},
            "scan_page": {"printout": str(self.marias.printouts.get().pk), "page": "1"},
            "wording_edit": wording_typed(self.wording),
            "release_revocation": revocation(self.bens),
            "release_records": {
                "consent": str(self.bens.document.signatures.get().consent_id)
            },
            "release_event": {
                "releases": [str(self.bens.pk)],
                "reason": f"As {CANARY} asked.",
            },
            "release_sessions": {
                "sessions": [str(self.held.pk)],
                "decision": "cancel",
                "reason": f"As {CANARY} asked.",
            },
            "session_participants": {"contact": str(self.sam.pk)},
            "wish_new": wished(self.una),
            "parent_entry_new": sent(self.entry.contact),
            **forms_typed(self.jordan),
            "client_stop": {"contacts": [str(self.ben.pk)]},
            **parents_forms(self.ben),
            "client_family": {"contacts": [str(self.ben.pk)]},
            "client_care": {
                "how": "discharged_on",
                "day": timezone.localdate().isoformat(),
            },
            "print_batch_new": self.prints.sends(),
            **tellings(),
            **times_typed(CANARY),
            **self.afterwards.sends(self.una),
            **self.repeated.sends(CANARY),
            "session_topics": {f"about-{self.ben.pk}": ["skills"]},
            "session_reopening": {"contacts": [str(self.ben.pk)]},
        }.get(route, FORMS.get(route, {}))


def build(mark: str = CANARY) -> House:
    """The house, furnished; everything that someone wrote holds ``mark``."""
    ada = user(f"ada.{CANARY}", f"Dr. Ada {mark}", Role.CLINICIAN)
    ada.password = hashed(PASSWORD)
    ada.save(update_fields=["password"])
    cleo = user("cleo", f"Cleo {mark}", Role.CLINICIAN)
    Room.objects.create(name=f"{mark} room")
    jordan = client_of(ada, f"Jordan {mark}", chosen_name=f"Jo {mark}", part2=True)
    ben = contact_of(jordan, f"Ben {mark}", f"partner {mark}")
    maria = contact_of(jordan, f"Maria {mark}", "mother")
    sam = contact_of(jordan, f"Sam {mark}")
    una = contact_of(jordan, f"Una {mark}")
    ira, tim = contact_of(jordan, f"Ira {mark}"), client_of(ada, f"Tim {mark}")
    iras = spoken(ira, ada)
    kim = client_of(cleo, f"Kim {mark}")
    lee = contact_of(kim, f"Lee {mark}", "brother")
    bens = sign(ben, expires_event=f"{mark} moves out", agreed=True)
    sign(sam)
    lees = sign(lee)
    finn = user("finn", f"Finn {mark}", Role.FRONT_DESK)
    nora = user("nora", f"Nora {mark}", Role.ADMIN)
    booked = book(jordan, [ben], afternoon(7))
    held = book(jordan, [ben], afternoon(8), status=Status.HELD)
    kims_session = book(kim, [lee], afternoon(1))
    plans = SharedSessionPlan.objects.exclude(session=kims_session)
    plan = PLAN.replace(CANARY, mark)
    plans.update(topics=plan, boundaries=f"Never {plan}.")
    said = dict.fromkeys(SENTENCES, f"Of {plan}.")
    goal = goal_of(jordan, words=f"Of {mark}.", known_by=f"By {mark}.")
    write_out(booked, **said, goals=[goal.pk], prompts=[f"Why {mark}?"])
    reason = f"Because of {mark}."
    record(EventKind.CANCELLED, jordan, ada, session_id=booked.pk, reason=reason)
    words = {"details": f"As {mark} likes.", "off_limits": f"Not of {mark}."}
    marias = draft_for(maria, ada, sensitive_topics=["hiv"], **words)
    link, path = link_of(marias, ada)
    stops = reminded(mailed_link(marias, ada, signer=f"Ida {mark}", capacity="agent"))
    printed(marias, ada)
    teos = minors(ada, mark)
    return House(
        link=link,
        token=path.split("/")[2],
        stops=stops.split("/")[2],
        told=told_of(jordan, plan),
        scan=in_tray(ada),
        wish=wish_for(una, words=f"I want to bring {mark}."),
        stop=stop_with(una),
        inquiry=spoken_with(ben, mark),
        form=form_signed(jordan, signer=f"Ida {mark}", capacity="agent"),
        goal=goal,
        repeated=repeated(tim, ada, mark),
        times=times_of(ada, mark),
        ada=ada,
        cleo=cleo,
        finn=finn,
        nora=nora,
        jordan=jordan,
        ben=ben,
        maria=maria,
        sam=sam,
        una=una,
        bens=bens,
        marias=marias,
        sams=entered(draft_for(sam, ada, sensitive_topics=["hiv"]), finn),
        booked=booked,
        held=held,
        kim=kim,
        lee=lee,
        lees=lees,
        kims=draft_for(lee, cleo),
        kims_session=kims_session,
        iras=iras,
        # Of another client: for Jordan, an agent says by what right they sign.
        papers=authority_of(
            tim, nora, f"Ida {mark}", "letters", evidence=f"Letters of {mark}."
        ),
        # Whom a parent and he sign for only together.
        teos=teos,
        entry=entry_for(teos.contact),
        prints=printouts(ira, tim, mark),
        afterwards=afterwards(tim, mark, plan),
        wording=next_wording(mark),
        preset=preset_of(ada, f"For {mark}"),
        alarm=PaperAlarm.objects.create(release_id=lees.pk),
        system=issued(nora, f"For {mark}")[0],
    )


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Built once for the tests of a module; each undoes what it does to it."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        around.__enter__()
        house = build()
    yield house
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def house(furnished: House, db: None) -> House:
    """As it was built: no test sees what another did to its people or papers."""
    return deepcopy(furnished)
