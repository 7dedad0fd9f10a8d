"""The house that these tests walk through: everyone's papers.

Whatever somebody could have written holds the canary, so that it can be looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.models import (
    SharedSessionPlan,
    Status,
)
from collateral.models.plan_version import SENTENCES
from collateral.reminders.due import Due
from practice.models import Role, Room
from releases.models import (
    PaperAlarm,
)
from tests.agreed import agreed, reminded_at
from tests.booked import book
from tests.both_parents import entry_for
from tests.cast import authority_of, client_of, contact_of, preset_of, user
from tests.clock import afternoon
from tests.emergencies import seen_by
from tests.formed import form_signed
from tests.heard import heard
from tests.invited import invitation_of
from tests.jobs import failed_job
from tests.let_in import issued
from tests.links import link_of, mailed_link, reminded
from tests.on_paper import entered, form_entered, in_tray, printed
from tests.planned import goal_of, write_out
from tests.privacy.canary import CANARY, PASSWORD, PLAN
from tests.privacy.debriefed import afterwards
from tests.privacy.furniture import (
    hashed,
    logo_by,
    lost_with,
    minors,
    next_wording,
    spoken,
)
from tests.privacy.parents import spoken_with
from tests.privacy.printouts import printouts
from tests.privacy.repeated import repeated
from tests.privacy.rooms import House
from tests.privacy.times import times_of
from tests.privacy.told import told_of
from tests.signed import draft_for, sign
from tests.wished import stop_with, wish_for


def build(mark: str = CANARY) -> House:
    """The house, furnished; everything that someone wrote holds ``mark``."""
    ada = user(f"ada.{CANARY}", f"Dr. Ada {mark}", Role.CLINICIAN)
    ada.password = hashed(PASSWORD)
    ada.save(update_fields=["password"])
    cleo = user("cleo", f"Cleo {mark}", Role.CLINICIAN)
    blue = Room.objects.create(name=f"{mark} room")
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
    invited, joins = invitation_of(nora, name=f"Lena {mark}")
    stops = reminded(mailed_link(marias, ada, signer=f"Ida {mark}", capacity="agent"))
    printed(marias, ada)
    teos = minors(ada, mark)
    bens_mail = agreed(ben, ada, f"ben@{mark}.example")
    Contact.objects.filter(pk=maria.pk).update(email=f"maria@{mark}.example")
    logo_by(nora)
    return House(
        blue=blue,
        invitation=invited,
        joins=joins.split("/")[2],
        link=link,
        token=path.split("/")[2],
        stops=stops.split("/")[2],
        told=told_of(jordan, plan),
        scan=in_tray(ada),
        wish=wish_for(una, words=f"I want to bring {mark}."),
        stop=stop_with(una),
        inquiry=spoken_with(ben, mark),
        call=heard(jordan, finn, caller=f"Ida {mark}", words=f"That {mark} is tired."),
        form_paper=form_entered(
            jordan,
            finn,
            signer=f"Una {mark}",
            capacity="agent",
            authority=f"agent of {mark}",
        ),
        form=form_signed(jordan, signer=f"Ida {mark}", capacity="agent"),
        goal=goal,
        repeated=repeated(tim, ada, mark),
        times=times_of(ada, mark),
        reminded=reminded_at(Due(booked.pk, ben.pk, 1, bens_mail.pk)),
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
        restored=lost_with(lees),
        emergency=seen_by(cleo, jordan, mark, days=2),
        system=issued(nora, f"For {mark}")[0],
        job=failed_job(),
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
