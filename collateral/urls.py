from __future__ import annotations

from datetime import date

from django.urls import include, path, register_converter

from clients.people import authority
from clients.people import views as people
from collateral.booking import times_views as times
from collateral.booking import views as booking
from collateral.both_parents import views as both_parents
from collateral.cards import views as cards
from collateral.care import views as care
from collateral.circle import sitting
from collateral.circle import views as circle
from collateral.client import views as clients
from collateral.debrief import observation_views as observations
from collateral.debrief import opening
from collateral.debrief import practice_views as practices
from collateral.debrief import views as debriefs
from collateral.deciding import views as deciding
from collateral.disclosures import asking, correcting
from collateral.disclosures import views as disclosures
from collateral.ending import law_views as law
from collateral.ending import order_views as orders
from collateral.ending import papers_views as papers
from collateral.ending import views as ending
from collateral.ending.aftermath import aftermath_of
from collateral.ending.asked_again_pages import ask_again, asks_first
from collateral.ending.check_views import draft_check
from collateral.ending.voiding_views import release_voiding
from collateral.ending.writing import revocation_writing
from collateral.handouts import views as handouts
from collateral.ideas import views as ideas
from collateral.plans import goals
from collateral.plans import views as plans
from collateral.printing import ends
from collateral.printing import views as printing
from collateral.schedule import views as schedule
from collateral.screening import views as screening
from collateral.sessions import moving, topics
from collateral.sessions import views as sessions
from collateral.signed_forms import views as signed_forms
from collateral.signing import handing, leaving, refusing
from collateral.signing import views as signing
from collateral.wishes import views as wishes
from releases import views as releases


class IsoDay:
    """A day in a URL, as 2027-01-12."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(IsoDay, "day")

urlpatterns = [
    # /week/, /day/
    path("week/", schedule.week, name="week"),
    path("week/<day:day>/", schedule.week, name="week_of"),
    path("day/", schedule.day, name="day"),
    # /print-room/
    path("handouts/<slug:handout>/", handouts.handout_blank, name="handout_blank"),
    path("print-room/", printing.print_room, name="print_room"),
    path("print-room/ends/", ends.what_ends, name="what_ends"),
    path("print-room/<slug:needs>/", printing.print_batch_new, name="print_batch_new"),
    path(
        "print-room/batches/<int:batch_id>/", printing.print_batch, name="print_batch"
    ),
    path(
        "print-room/batches/<int:batch_id>/paper/",
        printing.print_batch_paper,
        name="print_batch_paper",
    ),
    path(
        "print-room/batches/<int:batch_id>/deletion/",
        printing.print_batch_deletion,
        name="print_batch_deletion",
    ),
    # /clients/<id>/
    path("clients/<int:client_id>/", clients.client, name="client"),
    path("clients/<int:client_id>/circle/", circle.client_circle, name="client_circle"),
    path(
        "clients/<int:client_id>/sitting/",
        sitting.client_sitting,
        name="client_sitting",
    ),
    # What is changed of a client may end what was signed for them.
    path(
        "clients/<int:client_id>/edit/",
        people.client_edit,
        {"asks_first": asks_first},
        name="client_edit",
    ),
    # Who may sign may be another, by what is entered: what is ahead is asked again.
    path(
        "clients/<int:client_id>/authorities/new/",
        authority.authority_new,
        {"ask_again": ask_again},
        name="authority_new",
    ),
    path(
        "authorities/<int:authority_id>/verification/",
        authority.authority_verification,
        {"ask_again": ask_again},
        name="authority_verification",
    ),
    path("clients/<int:client_id>/sessions/new/", booking.booking, name="booking"),
    path("clients/<int:client_id>/care/", care.client_care, name="client_care"),
    path("clients/<int:client_id>/coverage/", booking.coverage, name="coverage"),
    path("clients/<int:client_id>/times/", times.times, name="times"),
    # Who is added from the booking page joins what is planned there.
    path(
        "clients/<int:client_id>/contacts/new/",
        people.contact_new,
        {"lead_on": booking.booking_for},
        name="contact_new",
    ),
    path("clients/<int:client_id>/wishes/", wishes.wishes, name="wishes"),
    path("clients/<int:client_id>/wishes/new/", wishes.wish_new, name="wish_new"),
    path("", include("collateral.parents.urls")),
    path("clients/<int:client_id>/stop/", wishes.client_stop, name="client_stop"),
    path("contacts/<int:contact_id>/screening/", screening.screening, name="screening"),
    path(
        "contacts/<int:contact_id>/incidents/new/",
        screening.incident_new,
        name="incident_new",
    ),
    path("clients/<int:client_id>/goals/", goals.client_goals, name="client_goals"),
    path("goals/<int:goal_id>/closing/", goals.goal_closing, name="goal_closing"),
    path("wishes/<int:wish_id>/closing/", wishes.wish_closing, name="wish_closing"),
    path("stops/<int:stop_id>/lifting/", wishes.stop_lifting, name="stop_lifting"),
    path("clients/<int:client_id>/orders/new/", orders.order_new, name="order_new"),
    path(
        "authorities/<int:authority_id>/ending/",
        papers.authority_closing,
        name="authority_closing",
    ),
    # What passed with each parent of a minor
    path(
        "clients/<int:client_id>/both-parents/",
        both_parents.parent_ledger,
        name="parent_ledger",
    ),
    path(
        "clients/<int:client_id>/both-parents/new/",
        both_parents.parent_entry_new,
        name="parent_entry_new",
    ),
    path(
        "parent-entries/<int:entry_id>/striking/",
        both_parents.parent_entry_striking,
        name="parent_entry_striking",
    ),
    # What is signed beside releases
    path(
        "clients/<int:client_id>/forms/",
        signed_forms.client_forms,
        name="client_forms",
    ),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/",
        signed_forms.form_signature,
        name="form_signature",
    ),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/filing/",
        signed_forms.form_filing,
        name="form_filing",
    ),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/paper/",
        signed_forms.form_paper,
        name="form_paper",
    ),
    path(
        "forms/<int:form_id>/paper/",
        signed_forms.signed_form_paper,
        name="signed_form_paper",
    ),
    path(
        "forms/<int:form_id>/withdrawal/",
        signed_forms.form_withdrawal,
        name="form_withdrawal",
    ),
    # What was told of a client, and to whom
    path(
        "clients/<int:client_id>/disclosures/",
        disclosures.client_disclosures,
        name="client_disclosures",
    ),
    path(
        "clients/<int:client_id>/disclosures/new/",
        disclosures.client_disclosure,
        name="client_disclosure",
    ),
    path(
        "clients/<int:client_id>/accounting/",
        asking.client_accounting,
        name="client_accounting",
    ),
    path(
        "contacts/<int:contact_id>/disclosures/new/",
        disclosures.contact_disclosure,
        name="contact_disclosure",
    ),
    path(
        "disclosures/<int:disclosure_id>/correction/",
        correcting.disclosure_correction,
        name="disclosure_correction",
    ),
    path(
        "disclosures/<int:disclosure_id>/striking/",
        correcting.disclosure_striking,
        name="disclosure_striking",
    ),
    # What people practice at home, and what they saw there
    path(
        "clients/<int:client_id>/practice/",
        practices.home_practices,
        name="home_practices",
    ),
    path(
        "clients/<int:client_id>/practice/new/",
        practices.home_practice_new,
        name="home_practice_new",
    ),
    path(
        "contacts/<int:contact_id>/practice/handout/",
        handouts.practice_handout,
        name="practice_handout",
    ),
    path(
        "practice/<int:practice_id>/closing/",
        practices.home_practice_closing,
        name="home_practice_closing",
    ),
    path(
        "clients/<int:client_id>/observations/",
        observations.observations,
        name="observations",
    ),
    path(
        "clients/<int:client_id>/observations/new/",
        observations.observation_new,
        name="observation_new",
    ),
    path(
        "observations/<int:observation_id>/correction/",
        observations.observation_correction,
        name="observation_correction",
    ),
    # /sessions/<id>/
    path("sessions/<int:session_id>/", sessions.session, name="session"),
    path("sessions/<int:session_id>/plan/", plans.session_plan, name="session_plan"),
    path("sessions/<int:session_id>/plan/edit/", plans.plan_edit, name="plan_edit"),
    path(
        "sessions/<int:session_id>/plan/approval/",
        plans.plan_approval,
        name="plan_approval",
    ),
    path("sessions/<int:session_id>/cards/", cards.session_cards, name="session_cards"),
    path(
        "sessions/<int:session_id>/handouts/",
        handouts.session_handouts,
        name="session_handouts",
    ),
    path(
        "sessions/<int:session_id>/handouts/plan/",
        handouts.plan_handout,
        name="plan_handout",
    ),
    path(
        "sessions/<int:session_id>/handouts/<int:contact_id>/",
        handouts.participant_handout,
        name="participant_handout",
    ),
    path(
        "sessions/<int:session_id>/opening/",
        opening.session_opening,
        name="session_opening",
    ),
    path(
        "sessions/<int:session_id>/debrief/",
        debriefs.session_debrief,
        name="session_debrief",
    ),
    path(
        "sessions/<int:session_id>/debrief/correction/",
        debriefs.session_debrief_correction,
        name="session_debrief_correction",
    ),
    path("sessions/<int:session_id>/move/", sessions.session_move, name="session_move"),
    path(
        "sessions/<int:session_id>/coverage/",
        moving.session_coverage,
        name="session_coverage",
    ),
    path(
        "sessions/<int:session_id>/participants/",
        sessions.session_participants,
        name="session_participants",
    ),
    path(
        "sessions/<int:session_id>/topics/",
        topics.session_topics,
        name="session_topics",
    ),
    path(
        "sessions/<int:session_id>/reopening/",
        sessions.session_reopening,
        name="session_reopening",
    ),
    path(
        "sessions/<int:session_id>/cancellation/",
        sessions.session_cancellation,
        name="session_cancellation",
    ),
    # /releases/<id>/, with what became of the sessions that leaned on it
    path(
        "releases/<int:release_id>/",
        releases.release,
        {"aftermath": aftermath_of},
        name="release",
    ),
    path(
        "releases/<int:release_id>/sessions/",
        deciding.release_sessions,
        name="release_sessions",
    ),
    # Acts on releases that can put sessions on hold.
    path(
        "drafts/<int:draft_id>/signature/",
        handing.draft_signature,
        name="draft_signature",
    ),
    path("drafts/<int:draft_id>/check/", draft_check, name="draft_check"),
    path(
        "releases/<int:release_id>/revocation/",
        ending.release_revocation,
        name="release_revocation",
    ),
    path(
        "releases/<int:release_id>/event/", ending.release_event, name="release_event"
    ),
    path(
        "revocations/<int:revocation_id>/writing/",
        revocation_writing,
        name="revocation_writing",
    ),
    path("releases/<int:release_id>/voiding/", release_voiding, name="release_voiding"),
    # /room/: all there is for whoever was handed something to sign
    path("room/", signing.room, name="room"),
    path("room/paper/", signing.room_paper, name="room_paper"),
    path("room/refusal/", refusing.room_refusal, name="room_refusal"),
    path("room/leaving/", leaving.room_leaving, name="room_leaving"),
    path("room/<slug:step>/", signing.room_step, name="room_step"),
    path("ideas/", ideas.ideas, name="ideas"),
    # /law/<state>/, where a correction can end releases
    path("law/<slug:state>/values/<slug:entry>/", law.law_value, name="law_value"),
]
