"""Every address. Each app lists its own."""

from __future__ import annotations

from django.urls import include, path

from practice.accounts import mail_views as own_mail
from practice.accounts import views as accounts
from practice.accounts.factors import door
from practice.accounts.factors import views as factors
from practice.accounts.passwords import views as passwords
from practice.calendars import feed_views as feeds
from practice.calendars import views as calendars
from practice.hours import views as hours
from practice.jobs import views as jobs
from practice.letterhead import logo_views as logo
from practice.letterhead import views as letterhead
from practice.paper import views as paper
from practice.people import joining, person
from practice.people import views as people
from practice.systems import views as systems
from practice.upkeep import views as upkeep
from practice.web import views

# Tried in their order, at every request: what is asked for most stands first.
urlpatterns = [
    path("", include("collateral.urls")),
    path("", include("releases.urls")),
    path("", include("clients.urls")),
    path("", views.home, name="home"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-in/code/", door.sign_in_code, name="sign_in_code"),
    path("sign-in/passkey/", door.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/forgotten/", passwords.password_forgotten, name="password_forgotten"),
    path(
        "sign-in/forgotten/<str:key>/", passwords.password_reset, name="password_reset"
    ),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("own-mail/", own_mail.own_mail, name="own_mail"),
    # /own-account/: how one signs in
    path("own-account/", factors.own_account, name="own_account"),
    path("own-account/password/", passwords.own_password, name="own_password"),
    path(
        "own-account/sessions/end/", factors.own_sessions_end, name="own_sessions_end"
    ),
    path("own-account/code/", factors.own_code, name="own_code"),
    path("own-account/passkey/", factors.own_passkey, name="own_passkey"),
    path(
        "own-account/recovery-codes/",
        factors.own_recovery_codes,
        name="own_recovery_codes",
    ),
    path(
        "own-account/factors/<int:factor_id>/removal/",
        factors.own_factor_removal,
        name="own_factor_removal",
    ),
    path("alive/", accounts.alive, name="alive"),
    path("live/", upkeep.live, name="live"),
    path("ready/", upkeep.ready, name="ready"),
    path("metrics/", upkeep.metrics, name="metrics"),
    path("settings/", views.practice_settings, name="practice_settings"),
    path(
        "settings/letterhead/",
        letterhead.letterhead_settings,
        name="letterhead_settings",
    ),
    path("settings/logo/", logo.logo_settings, name="logo_settings"),
    path("settings/logo/picture/", logo.logo_picture, name="logo_picture"),
    path("settings/seal/", paper.seal_settings, name="seal_settings"),
    path("settings/jobs/", jobs.jobs, name="jobs"),
    path("settings/jobs/<int:job_id>/retry/", jobs.job_retry, name="job_retry"),
    path(
        "settings/jobs/<int:job_id>/giving-up/",
        jobs.job_giving_up,
        name="job_giving_up",
    ),
    path("settings/programs/", systems.systems, name="systems"),
    path(
        "settings/programs/<int:system_id>/withdrawal/",
        systems.system_withdrawal,
        name="system_withdrawal",
    ),
    # /settings/people/: who works here
    path("settings/people/", people.people, name="people"),
    path(
        "settings/people/invitations/<int:invitation_id>/withdrawal/",
        people.invitation_withdrawal,
        name="invitation_withdrawal",
    ),
    path("settings/people/<int:user_id>/", person.person, name="person"),
    path(
        "settings/people/<int:user_id>/return/",
        person.person_return,
        name="person_return",
    ),
    path(
        "settings/people/<int:user_id>/second-factors/",
        person.person_factors,
        name="person_factors",
    ),
    path("join/", joining.join, name="join"),
    path("join/<str:token>/", joining.join_door, name="join_door"),
    # /hours/: when the practice and everyone works
    path("hours/", hours.hours, name="hours"),
    path("hours/practice/", hours.practice_hours, name="practice_hours"),
    path("hours/<int:clinician_id>/", hours.hours_edit, name="hours_edit"),
    path("hours/<int:clinician_id>/busy/", hours.busy_new, name="busy_new"),
    path("busy/<int:busy_id>/removal/", hours.busy_removal, name="busy_removal"),
    # /calendars/: those that clinicians keep elsewhere
    path("hours/<int:clinician_id>/calendars/", calendars.calendars, name="calendars"),
    path(
        "calendars/<int:calendar_id>/address/",
        calendars.calendar_address,
        name="calendar_address",
    ),
    path(
        "calendars/<int:calendar_id>/reading/",
        calendars.calendar_reading,
        name="calendar_reading",
    ),
    path(
        "calendars/<int:calendar_id>/removal/",
        calendars.calendar_removal,
        name="calendar_removal",
    ),
    path("calendar-feed/", feeds.calendar_feed_own, name="calendar_feed_own"),
    path(
        "calendar-feed/removal/",
        feeds.calendar_feed_removal,
        name="calendar_feed_removal",
    ),
    path("closed-days/new/", hours.closed_day_new, name="closed_day_new"),
    path(
        "closed-days/<int:closed_day_id>/removal/",
        hours.closed_day_removal,
        name="closed_day_removal",
    ),
]

handler400 = "practice.web.views.unreadable"
handler500 = "practice.web.views.fault"
