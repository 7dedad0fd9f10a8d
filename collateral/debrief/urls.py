from __future__ import annotations

from django.urls import path

from collateral.debrief import observation_views as observations
from collateral.debrief import opening
from collateral.debrief import practice_views as practices
from collateral.debrief import views as debriefs

urlpatterns = [
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
]
