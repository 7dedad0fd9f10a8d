from __future__ import annotations

from django.urls import path

from collateral.handouts import views as handouts

urlpatterns = [
    path("handouts/<slug:handout>/", handouts.handout_blank, name="handout_blank"),
    path(
        "contacts/<int:contact_id>/practice/handout/",
        handouts.practice_handout,
        name="practice_handout",
    ),
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
]
