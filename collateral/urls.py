from __future__ import annotations

from datetime import date

from django.urls import include, path, register_converter

from clients.people import authority
from clients.people import views as people
from collateral.booking import times_views as times
from collateral.booking import views as booking
from collateral.cards import views as cards
from collateral.care import views as care
from collateral.circle import sitting
from collateral.circle import views as circle
from collateral.client import views as clients
from collateral.covering import views as covering
from collateral.deciding import views as deciding
from collateral.ending import law_views as law
from collateral.ending import order_views as orders
from collateral.ending import papers_views as papers
from collateral.ending import views as ending
from collateral.ending.aftermath import aftermath_of
from collateral.ending.asked_again_pages import ask_again, asks_first
from collateral.ending.check_views import draft_check
from collateral.ending.voiding_views import release_voiding
from collateral.ending.writing import revocation_writing
from collateral.feed import views as feeds
from collateral.handing_over import views as handing_over
from collateral.ideas import views as ideas
from collateral.needs import views as needs
from collateral.policies import views as policies
from collateral.reminders import views as reminders
from collateral.rooms import views as rooms
from collateral.schedule import choosing, names
from collateral.schedule import views as schedule
from collateral.sessions import moving, topics, video
from collateral.sessions import views as sessions
from collateral.signing import form_room, handing, leaving, plan_room, refusing
from collateral.signing import views as signing
from collateral.standing_in import views as standing_in
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
    path(
        "settings/people/<int:user_id>/clients/",
        handing_over.person_clients,
        name="person_clients",
    ),
    path("people/<int:user_id>/cover/", standing_in.person_cover, name="person_cover"),
    path("settings/policies/", policies.policy_settings, name="policy_settings"),
    # /settings/rooms/
    path("settings/rooms/", rooms.rooms, name="rooms"),
    path("settings/rooms/<int:room_id>/", rooms.room_edit, name="room_edit"),
    path(
        "settings/rooms/<int:room_id>/closing/", rooms.room_closing, name="room_closing"
    ),
    path(
        "settings/rooms/<int:room_id>/opening/", rooms.room_opening, name="room_opening"
    ),
    # /week/, /needs/, /day/
    path("week/", schedule.week, name="week"),
    path("week/<day:day>/", schedule.week, name="week_of"),
    path("week/slot/", choosing.slot, name="slot"),
    path("schedule/names/", names.schedule_names, name="schedule_names"),
    path("needs/", needs.needs, name="needs"),
    path("day/", schedule.day, name="day"),
    path("day/<day:day>/", schedule.day_of, name="day_of"),
    path("day/worker.js", schedule.day_worker, name="day_worker"),
    path(
        "contacts/<int:contact_id>/mail/", reminders.contact_mail, name="contact_mail"
    ),
    path(
        "contacts/<int:contact_id>/mail/withdrawal/",
        reminders.contact_mail_withdrawal,
        name="contact_mail_withdrawal",
    ),
    path(
        "reminders/stop/<str:token>/",
        reminders.session_reminders_stop,
        name="session_reminders_stop",
    ),
    path("feed/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("", include("collateral.handouts.urls")),
    path("", include("collateral.printing.urls")),
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
    path("clients/<int:client_id>/cover/", covering.client_cover, name="client_cover"),
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
    path("", include("collateral.wishes.urls")),
    path("", include("collateral.parents.urls")),
    path("", include("collateral.screening.urls")),
    path("", include("collateral.plans.urls")),
    path("clients/<int:client_id>/orders/new/", orders.order_new, name="order_new"),
    path(
        "authorities/<int:authority_id>/ending/",
        papers.authority_closing,
        name="authority_closing",
    ),
    path("", include("collateral.both_parents.urls")),
    path("", include("collateral.signed_forms.urls")),
    path("", include("collateral.disclosures.urls")),
    path("", include("collateral.arrival.urls")),
    path("", include("collateral.listening.urls")),
    path("", include("collateral.debrief.urls")),
    path("", include("collateral.series.urls")),
    path("", include("collateral.looking.urls")),
    # /sessions/<id>/
    path("sessions/<int:session_id>/", sessions.session, name="session"),
    path("sessions/<int:session_id>/cards/", cards.session_cards, name="session_cards"),
    path("sessions/<int:session_id>/video/", video.session_video, name="session_video"),
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
    path("room/form/", form_room.room_form, name="room_form"),
    path("room/plan/", plan_room.room_plan, name="room_plan"),
    path("room/<slug:step>/", signing.room_step, name="room_step"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("api/", include("collateral.api.urls")),
    # /law/<state>/, where a correction can end releases
    path("law/<slug:state>/values/<slug:entry>/", law.law_value, name="law_value"),
]
